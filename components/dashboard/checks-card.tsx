import { ConnectionLink } from "@/components/connections/connection-link";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount, formatShare } from "@/components/ui/format";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";

/** Attempts against changes: how often a check found something new. */
export function ChecksCard({ connections }: { connections: Connection[] }) {
  return (
    <Card>
      <CardHeader title="Checks and changes" note="since connected" />
      <ul className="flex flex-col divide-y">
        {connections.map((connection) => (
          <Row key={connection.id} connection={connection} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ connection }: { connection: Connection }) {
  const { total_syncs_attempted: attempts, total_syncs_with_changes: changes } = connection;
  const share = attempts > 0 ? changes / attempts : 0;
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <ConnectionLink id={connection.id} className="min-w-0 truncate font-medium">
          {connection.name}
        </ConnectionLink>
        <span className="whitespace-nowrap">
          {attempts === 0
            ? "no checks yet"
            : `${formatCount(changes)} of ${formatCount(attempts)} (${formatShare(share)})`}
        </span>
      </div>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-sm bg-pressed">
        <div className="h-full bg-accent-fill" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="text-ink-faint text-xs">
        checked <Time at={connection.last_sync_attempted_at} /> · changed{" "}
        <Time at={connection.last_metrics_changed_at} />
      </p>
    </li>
  );
}
