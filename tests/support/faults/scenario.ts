import type { FailureKind } from "@/lib/domain/failure";
import type { RunStatus } from "@/lib/domain/run-status";
import type { SmallWorld } from "../landed";
import type { SyncWorld } from "../sync-world";

/** A fault in the kit's words; `on: "data"` unless it says otherwise. */
export type FaultCase = { kind: string } & Record<string, unknown>;

export type Scenario = {
  id: string;
  /** What happens, in words. */
  claim: string;
  faults: FaultCase[] | ((world: SyncWorld) => Promise<FaultCase[]>);
  /** How the first sync may end. */
  statuses: RunStatus[];
  /** What its error may be called; null is none. */
  kinds: (FailureKind | null)[];
  /** Its answers are well formed and untrue, so that only the next sync can know better. */
  isUntrue?: boolean;
  world?: SmallWorld;
  /** Called before the first sync, or in its place. */
  before?: (world: SyncWorld) => Promise<void>;
  /** Called at every step of the first sync. */
  during?: (world: SyncWorld, step: number) => Promise<void>;
  after?: (world: SyncWorld) => Promise<void>;
  /** A longer, truer form of the same fault, in real time: for the proof, not for CI. */
  slow?: FaultCase[];
};
