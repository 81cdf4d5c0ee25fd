import type { Finality } from "@/lib/domain/finality";
import { finalityWords } from "./finality-words";

/** Can a day's numbers still move? Icon and word; its meaning is the title. */
export function FinalityMark({ finality }: { finality: Finality | null }) {
  if (finality === null) return <span className="text-ink-faint">–</span>;
  const { label, meaning, icon: Icon } = finalityWords[finality];
  return (
    <span title={meaning} className="inline-flex items-baseline gap-1.5 text-ink-soft">
      <Icon aria-hidden="true" className="size-3 shrink-0 self-center" />
      {label}
    </span>
  );
}
