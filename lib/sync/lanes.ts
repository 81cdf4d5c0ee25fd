import type { Frequency } from "@/lib/domain/frequency";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import type { Lane } from "@/lib/domain/stream";

export type LaneClocks = Partial<Record<Lane, string>>;

const hour = 3_600_000;

/** How long a lane stays fresh by itself; `today` follows the chosen frequency. */
const intervals: Record<Lane, number> = {
  today: 0,
  warm: hour,
  cold: 24 * hour,
  deep: 7 * 24 * hour,
  entities: hour,
  demographics: 24 * hour,
};
/** What ads are read in. */
export const allLanes: Lane[] = ["today", "warm", "cold", "entities", "demographics"];

/** What a marketplace is read in. */
export const marketLanes: Lane[] = ["today", "warm", "cold", "deep", "entities"];

type Input = {
  trigger: RunTrigger;
  mode: RunMode;
  clocks: LaneClocks;
  frequency: Frequency;
  now: Date;
  offered?: Lane[];
};

/**
 * The lanes a run reads. A full run and the first one read all; a person's Sync now reads today, the last week and
 * entities; a scheduled run reads what is older than its own interval, measured from its last full success.
 */
export function chooseLanes({ trigger, mode, clocks, now, offered = allLanes }: Input): Lane[] {
  if (mode === "full" || Object.keys(clocks).length === 0) return offered;
  const isDue = (lane: Lane) => {
    const last = clocks[lane];
    return !last || now.getTime() - Date.parse(last) >= intervals[lane];
  };
  if (trigger === "schedule") return offered.filter(isDue);
  const asked: Lane[] = ["today", "warm", "entities"];
  return offered.filter((lane) => asked.includes(lane) || isDue(lane));
}
