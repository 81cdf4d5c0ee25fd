import type { Frequency } from "@/lib/domain/frequency";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import type { Lane } from "@/lib/domain/stream";

export type LaneClocks = Partial<Record<Lane, string>>;

const hour = 3_600_000;

/** How long a lane stays fresh by itself; `today` follows the chosen frequency. */
const intervals = { today: 0, warm: hour, cold: 24 * hour, entities: hour, demographics: 24 * hour } as const;
export const allLanes: Lane[] = ["today", "warm", "cold", "entities", "demographics"];

type Input = { trigger: RunTrigger; mode: RunMode; clocks: LaneClocks; frequency: Frequency; now: Date };

/**
 * The lanes a run reads. A full run and the first one read all; a person's Sync now reads today, the last week and
 * entities; a scheduled run reads what is older than its own interval, measured from its last full success.
 */
export function chooseLanes({ trigger, mode, clocks, now }: Input): Lane[] {
  if (mode === "full" || Object.keys(clocks).length === 0) return allLanes;
  const isDue = (lane: Lane) => {
    const last = clocks[lane];
    return !last || now.getTime() - Date.parse(last) >= intervals[lane];
  };
  if (trigger === "schedule") return allLanes.filter(isDue);
  const asked: Lane[] = ["today", "warm", "entities"];
  return allLanes.filter((lane) => asked.includes(lane) || isDue(lane));
}
