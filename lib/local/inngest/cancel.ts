import type { Db, Engine } from "./engine";
import { finishRun } from "./finish";
import { lockLiveRun } from "./store/runs";

/** Ends a live run as cancelled; false when it was over already. A call under way ends by itself, unheard. */
export async function cancelRun(db: Db, engine: Engine, runId: string, reason: string): Promise<boolean> {
  const run = await lockLiveRun(db, runId);
  if (!run) return false;
  await finishRun(db, engine, run, { status: "Cancelled", output: null, reason });
  return true;
}
