import type { Day, DayRange } from "@/lib/domain/day";
import type { Phase } from "@/lib/domain/phase";
import type { RunMode } from "@/lib/domain/run-status";
import type { Lane, MarketStream, SliceLane, SourceStream, Stream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";

export type PlannedSlice = DayRange & {
  stream: Stream;
  lane: SliceLane;
  phase: Phase;
  accountExternalId: string;
  /** Only what the vendor changed from then on. */
  since?: Date;
};
export type PlanAccount = {
  externalId: string;
  timezone: string;
  /** Up to when each stream is known. */
  watermarks?: Partial<Record<SourceStream, Date>>;
  /** From where each stream is asked for again, since the vendor gave nothing when it was. */
  unread?: Partial<Record<MarketStream, Day>>;
};
export type PlanInput = {
  provider: Pick<Provider, "limits" | "streams">;
  accounts: PlanAccount[];
  lanes: Lane[];
  mode: RunMode;
  isFirst: boolean;
  /** At 30 s only campaigns are asked for each time: two calls a slot would not fit the hourly allowance. */
  isRealtime: boolean;
  now: Date;
};
