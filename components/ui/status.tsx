import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { type Tone, toneText } from "./tone";

export type StatusWord = { label: string; meaning: string; tone: Tone; icon: LucideIcon; spins?: boolean };

/** A state as icon + word + title: never colour alone. */
export function Status({ word, className }: { word: StatusWord; className?: string }) {
  const { label, meaning, tone, icon: Icon, spins } = word;
  return (
    <span
      title={meaning}
      className={clsx(
        "inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium",
        toneText[tone],
        className,
      )}
    >
      <Icon
        aria-hidden="true"
        className={clsx("size-4 shrink-0 self-center", spins && "animate-spin [animation-duration:1.6s]")}
      />
      {label}
    </span>
  );
}
