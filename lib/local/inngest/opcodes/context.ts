import type { Op } from "../answer";
import type { Db, Engine } from "../engine";
import type { QueueItem, RunRow } from "../store/rows";

/** One op of one answer, inside the transaction that holds the run. */
export type OpContext = { db: Db; engine: Engine; run: RunRow; item: QueueItem; op: Op };

/** What is to happen once every op of the answer is handled. */
export type Effect =
  | { next: "wait" }
  | { next: "advance"; cause: string; isRace: boolean }
  | { next: "retry" }
  | { next: "fail"; error: Record<string, unknown> }
  | { next: "complete"; output: string };

export type OpHandler = (context: OpContext) => Promise<Effect>;

export const nameOf = (op: Op) => op.displayName ?? op.name ?? op.id;

export const isRace = (op: Op) => op.opts?.parallelMode === "race";

export const dataOf = (op: Op) => JSON.stringify(op.data ?? null);
