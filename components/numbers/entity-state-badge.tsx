import { Badge } from "@/components/ui/badge";
import { stateOf } from "./entity-state";

/** What keeps an entity from running, beside its name; nothing while it runs. */
export function EntityStateBadge({ status }: { status: string | null }) {
  const state = stateOf(status);
  if (!state) return null;
  return (
    <span title={state.meaning} className="max-w-28 shrink-0 overflow-hidden whitespace-nowrap">
      <Badge>{state.label}</Badge>
    </span>
  );
}
