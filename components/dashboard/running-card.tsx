"use client";

import { ConnectionLink } from "@/components/connections/connection-link";
import { isBusy } from "@/components/connections/is-busy";
import { LiveProgress } from "@/components/sync/live-progress";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/components/ui/format";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";

function nextOf(connections: Connection[]): Connection | undefined {
  return connections
    .filter(({ next_sync_at, status }) => next_sync_at !== null && status === "active")
    .sort((left, right) => (left.next_sync_at ?? "").localeCompare(right.next_sync_at ?? ""))[0];
}

/** The syncs under way, live; else what comes next. */
export function RunningCard({ connections }: { connections: Connection[] }) {
  const running = connections.filter(isBusy);
  const next = nextOf(connections);
  return (
    <Card>
      <CardHeader
        title="Running now"
        note={running.length > 0 ? plural(running.length, "sync", "syncs") : undefined}
      />
      <ul className="flex min-h-24 flex-col divide-y">
        {running.map((connection) => (
          <li key={connection.id} className="px-4 py-2.5">
            <p className="truncate font-medium text-sm">
              <ConnectionLink id={connection.id}>{connection.name}</ConnectionLink>
            </p>
            <LiveProgress jobId={connection.active_job_id} connectionName={connection.name} />
          </li>
        ))}
        {running.length === 0 ? (
          <li className="flex min-h-24 flex-col justify-center px-4 text-ink-soft text-sm">
            <p>Nothing is running.</p>
            {next ? (
              <p className="truncate">
                Next <Time at={next.next_sync_at} due="due now" />:{" "}
                <ConnectionLink id={next.id}>{next.name}</ConnectionLink>
              </p>
            ) : null}
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
