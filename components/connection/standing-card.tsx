import type { ReactNode } from "react";
import { checksSummary } from "@/components/connections/telemetry";
import { Card } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";
import { axesOf } from "./axes";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-4 py-3">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The three axes and the three clocks of a connection. */
export function StandingCard({ connection }: { connection: Connection }) {
  return (
    <Card className="overflow-hidden">
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-3 xl:grid-cols-6">
        {axesOf(connection).map(({ name, word }) => (
          <Fact key={name} name={name}>
            <Status word={word} />
          </Fact>
        ))}
        <Fact name="Checked">
          <Time at={connection.last_sync_attempted_at} />
        </Fact>
        <Fact name="Completed">
          <Time at={connection.last_sync_completed_at} />
        </Fact>
        <Fact name="Changed">
          <Time at={connection.last_metrics_changed_at} />
        </Fact>
      </dl>
      <p className="border-line border-t px-4 py-2 text-ink-soft text-sm">{checksSummary(connection)}</p>
    </Card>
  );
}
