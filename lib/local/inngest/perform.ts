import { performCall } from "./call";
import { fireTick } from "./cron";
import { dispatchEvent } from "./dispatch";
import type { Db, Engine } from "./engine";
import { nameError } from "./log";
import { persist } from "./persist";
import { postpone } from "./store/queue";
import type { QueueItem, QueueKind } from "./store/rows";
import { expireRun, expireStep, wakeStep } from "./timers";

type Work = (db: Db, engine: Engine, item: QueueItem) => Promise<void>;

const works: Record<Exclude<QueueKind, "call">, Work> = {
  event: dispatchEvent,
  sleep: wakeStep,
  timeout: expireStep,
  expire: expireRun,
  cron: fireTick,
};

const faultWaitMs = (attempt: number) => Math.min(1_000 * 2 ** attempt, 60_000);

/** Does what an item asks for. A fault of ours puts it back for later instead of losing it. */
export async function perform(engine: Engine, item: QueueItem, signal: AbortSignal): Promise<void> {
  const { kind } = item;
  if (signal.aborted) return;
  try {
    if (kind === "call") await performCall(engine, item, signal);
    else await engine.sql.begin((tx) => works[kind](tx, engine, item));
  } catch (error) {
    if (signal.aborted) return;
    engine.log("an item could not be handled", { kind, run: item.run_id, error: nameError(error) });
    const later = {
      dueMs: engine.now() + faultWaitMs(item.refusals),
      attempt: item.attempt,
      refusals: item.refusals + 1,
    };
    await persist(signal, () => postpone(engine.sql, item, later));
  }
}
