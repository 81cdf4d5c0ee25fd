import { setTimeout as delay } from "node:timers/promises";

const waitMs = 500;

/** Writes until it is written: the database may be restarting, and what there is to write exists nowhere else. */
export async function persist(signal: AbortSignal, write: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    try {
      await write();
      return;
    } catch {
      await delay(waitMs, undefined, { signal }).catch(() => {
        // Stopped while waiting: the loop's condition ends it.
      });
    }
  }
}
