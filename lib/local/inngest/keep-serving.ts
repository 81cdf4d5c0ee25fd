import { setTimeout as delay } from "node:timers/promises";
import { log, nameError } from "./log";
import { type InngestServerOptions, startInngestServer } from "./start";

const pauseMs = 500;

/** postgres.js 3.4 writes a rollback to a connection that is gone: https://github.com/porsager/postgres/issues/1208 */
const isDeadSocket = (error: Error) =>
  error instanceof TypeError &&
  error.message.includes("reading 'write'") &&
  (error.stack ?? "").includes("postgres");

/** Serves until the database connection breaks or `stopping`. */
async function serveOnce(
  options: InngestServerOptions,
  stopping: AbortSignal,
  onBreak: (lose: () => void) => void,
) {
  const broken = new Promise<void>(onBreak);
  const stopped = new Promise<void>((resolve) => {
    stopping.addEventListener("abort", () => resolve(), { once: true });
  });
  const server = await startInngestServer(options);
  await Promise.race([broken, stopped]);
  await server.stop();
}

/**
 * Starts over whenever the database went away: a new server goes on where the old one stopped, so a lost connection is
 * handled like a crash. Throws only when the first start fails.
 */
export async function keepServing(options: InngestServerOptions, stopping: AbortSignal): Promise<void> {
  let lose = () => {};
  process.on("uncaughtException", (error) => {
    if (isDeadSocket(error)) return lose();
    console.error(error.stack);
    process.exit(1);
  });
  for (let starts = 0; !stopping.aborted; starts++) {
    try {
      await serveOnce({ ...options, onLost: () => lose() }, stopping, (resolve) => {
        lose = resolve;
      });
      if (!stopping.aborted) log("the database connection broke, starting over");
    } catch (error) {
      if (starts === 0) throw error;
      log("the server could not start", { error: nameError(error) });
    }
    await delay(pauseMs);
  }
}
