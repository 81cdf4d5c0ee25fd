import type { Lane } from "@/lib/domain/stream";
import type { Limits } from "@/lib/providers/contract";
import { estimateCalls } from "./estimate-calls";
import type { PlannedSlice } from "./plan";

/** Lanes in the order in which they may go when calls are short; today's numbers are what a person waits for. */
const shedOrder: Lane[] = ["demographics", "deep", "cold", "entities", "warm"];

type Costs = Pick<Limits, "sliceCalls">;
export type Shed = { slices: PlannedSlice[]; lanes: Lane[]; shed: Lane[] };

function fits(slices: PlannedSlice[], callsLeft: ReadonlyMap<string, number>, limits: Costs): boolean {
  const needed = new Map<string, number>();
  for (const slice of slices) {
    const { accountExternalId: account } = slice;
    needed.set(account, (needed.get(account) ?? 0) + estimateCalls(slice, limits));
  }
  return [...needed].every(
    ([account, calls]) => calls <= (callsLeft.get(account) ?? Number.POSITIVE_INFINITY),
  );
}

/**
 * Plans again with fewer lanes, least urgent first, until each account's part fits into the calls it has left. A lane
 * goes for all accounts, so that its clock stays true. Today's lane always stays: it waits for quota if it must.
 */
export function shedLanes(
  plan: (lanes: Lane[]) => PlannedSlice[],
  wanted: Lane[],
  callsLeft: ReadonlyMap<string, number>,
  limits: Costs,
): Shed {
  let lanes = wanted;
  let slices = plan(lanes);
  for (const lane of shedOrder) {
    if (fits(slices, callsLeft, limits)) break;
    if (!lanes.includes(lane)) continue;
    lanes = lanes.filter((kept) => kept !== lane);
    slices = plan(lanes);
  }
  return { slices, lanes, shed: wanted.filter((lane) => !lanes.includes(lane)) };
}
