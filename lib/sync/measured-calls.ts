import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { daysBetween } from "@/lib/domain/day";
import type { Limits } from "@/lib/providers/contract";
import { estimateCalls } from "./estimate-calls";
import type { PlannedSlice } from "./plan";

export type Measured = { account: string; stream: string; days: number; calls: number };
export type Expected = { calls: number; basis: "measured" | "assumed" };

/** How many earlier runs are looked at: enough to hold a full one of a connection that syncs hourly. */
const runsLookedAt = 50;

/** Average calls of earlier slices, by account, stream and length of the range. */
export function readMeasured(tx: Tx, connectionId: string): Promise<Measured[]> {
  return rowsOf<Measured>(
    tx,
    sql`select s.account_external_id as account, s.stream, s.to_day - s.from_day + 1 as days, avg(s.api_calls)::float8 as calls
        from sync_slices s
        join (select id from sync_runs where connection_id = ${connectionId}::uuid order by id desc limit ${runsLookedAt}) r
          on r.id = s.run_id
        where s.status = 'done' and s.api_calls > 0 group by 1, 2, 3`,
  );
}

/** What a slice will cost: as the earlier one most like it, the account's own before another's; else what is usual. */
export function expectCalls(
  slice: PlannedSlice,
  measured: Measured[],
  limits: Pick<Limits, "sliceCalls">,
): Expected {
  const days = daysBetween(slice.from, slice.to) + 1;
  const distance = (known: Measured) =>
    Math.abs(known.days - days) + (known.account === slice.accountExternalId ? 0 : 1_000_000);
  const [nearest] = measured
    .filter(({ stream }) => stream === slice.stream)
    .sort((a, b) => distance(a) - distance(b));
  return nearest
    ? { calls: Math.ceil(nearest.calls), basis: "measured" }
    : { calls: estimateCalls(slice, limits), basis: "assumed" };
}
