import type { ReactNode } from "react";
import { formatShare, plural } from "@/components/ui/format";
import { Time } from "@/components/ui/time";
import type { Connection, ConnectionStatus } from "@/lib/api/connection";
import { activityLabels } from "./headlines";
import { isBusy } from "./is-busy";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

export function checksSummary({
  total_syncs_attempted: attempts,
  total_syncs_with_changes: changes,
}: Connection) {
  const share = attempts > 0 ? changes / attempts : 0;
  return `${plural(attempts, "attempt")} | ${plural(changes, "change")} (${formatShare(share)})`;
}

const whyNone = {
  active: null,
  needs_reauth: "after you reconnect",
  paused: "after you resume",
  disconnected: "none",
} as const satisfies Record<ConnectionStatus, string | null>;

/** When the next sync starts, or what it waits for. */
export function NextSync({ connection }: { connection: Connection }) {
  const reason = whyNone[connection.status];
  if (reason !== null) return <span className="text-ink-faint">{reason}</span>;
  if (isBusy(connection)) return <span className="text-ink-faint">after this one</span>;
  if (connection.sync_frequency === "manual") return <span className="text-ink-faint">when you ask</span>;
  return <Time at={connection.next_sync_at} never="not planned" due="due now" />;
}

/** The three clocks, the counts and what comes next. */
export function Telemetry({ connection }: { connection: Connection }) {
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3 xl:grid-cols-[repeat(5,minmax(0,1fr))_minmax(0,2fr)]">
      <Fact name="Sync status">{activityLabels[connection.sync_status]}</Fact>
      <Fact name="Last attempted">
        <Time at={connection.last_sync_attempted_at} />
      </Fact>
      <Fact name="Last completed">
        <Time at={connection.last_sync_completed_at} />
      </Fact>
      <Fact name="Last change">
        <Time at={connection.last_metrics_changed_at} />
      </Fact>
      <Fact name="Next sync">
        <NextSync connection={connection} />
      </Fact>
      <Fact name="Stats">{checksSummary(connection)}</Fact>
    </dl>
  );
}
