import type { Connection } from "@/lib/api/connection";
import { type Day, dayIn } from "@/lib/domain/day";

/** Today on the furthest clock of the accounts that are synced; `now` in ms. */
export function todayOf(connections: Connection[], now: number): Day {
  const zones = connections.flatMap(({ accounts }) =>
    accounts.flatMap(({ selected, timezone }) => (selected ? [timezone] : [])),
  );
  const days = (zones.length > 0 ? zones : ["UTC"]).map((zone) => dayIn(zone, new Date(now)));
  return days.sort().at(-1) ?? dayIn("UTC", new Date(now));
}
