import { Forecast } from "@/components/connections/forecast";
import { FrequencyPicker } from "@/components/connections/frequency-picker";
import { NextSync } from "@/components/connections/telemetry";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";

/** How often it syncs, what that costs, and what is left of this hour's calls. */
export function ScheduleCard({ connection }: { connection: Connection }) {
  const { budget } = connection;
  return (
    <Card>
      <CardHeader title="Schedule and calls" />
      <div className="flex flex-col gap-3 p-4 text-sm">
        <FrequencyPicker connection={connection} />
        <Forecast connection={connection} />
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-ink-faint">Next sync</dt>
          <dd>
            <NextSync connection={connection} />
          </dd>
          <dt className="text-ink-faint">Left this hour</dt>
          <dd className="flex flex-wrap items-center gap-2">
            {formatCount(Math.max(0, budget.limit - budget.used))} of {formatCount(budget.limit)} calls of the
            busiest account
            <Meter
              share={budget.limit > 0 ? budget.used / budget.limit : 0}
              label={`${formatCount(budget.used)} of ${formatCount(budget.limit)} calls used`}
            />
          </dd>
          {budget.suspended_until ? (
            <>
              <dt className="text-ink-faint">Asked to wait</dt>
              <dd className="text-warn">
                goes on <Time at={budget.suspended_until} due="now" />
              </dd>
            </>
          ) : null}
        </dl>
      </div>
    </Card>
  );
}
