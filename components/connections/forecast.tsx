import { formatCount, formatShare } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { Connection, ConnectionStatus } from "@/lib/api/connection";

const statusWords = {
  active: "active",
  needs_reauth: "without access",
  paused: "paused",
  disconnected: "disconnected",
} as const satisfies Record<ConnectionStatus, string>;

/** What the chosen frequency costs, beside the calls this hour has already taken. */
export function Forecast({ connection }: { connection: Connection }) {
  const { budget, status, sync_frequency, allowed_frequencies } = connection;
  const choice = allowed_frequencies.find(({ frequency }) => frequency === sync_frequency);
  const used = `${formatCount(budget.used)} of ${formatCount(budget.limit)} calls`;
  return (
    <div className="flex min-h-12 flex-wrap content-center items-center gap-x-5 gap-y-0.5 text-ink-soft text-sm">
      {status !== "active" ? (
        <span>nothing is checked while it is {statusWords[status]}</span>
      ) : choice && sync_frequency !== "manual" ? (
        <span>
          uses {formatCount(choice.calls_per_hour)} of {formatCount(budget.limit)} calls/h (
          {formatShare(choice.budget_share)})
        </span>
      ) : (
        <span>syncs only when you ask</span>
      )}
      {status === "active" ? (
        <span className="inline-flex items-center gap-2">
          <Meter
            share={budget.limit > 0 ? budget.used / budget.limit : 0}
            label={`${used} used in the last hour`}
          />
          <span>{used} this hour</span>
        </span>
      ) : null}
    </div>
  );
}
