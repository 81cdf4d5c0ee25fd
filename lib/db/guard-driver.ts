import "server-only";
import { log } from "@/lib/core/log";
import { resetDatabase } from "./client";

/** postgres.js 3.4 writes a rollback to a connection that is gone: https://github.com/porsager/postgres/issues/1208 */
const isDeadSocket = (error: Error) =>
  error instanceof TypeError &&
  error.message.includes("reading 'write'") &&
  (error.stack ?? "").includes("postgres");

/** Keeps the process when the driver throws where nobody can catch it; any other uncaught error ends it as usual. */
export function guardDriver(): void {
  process.on("uncaughtException", (error) => {
    log.error({ error }, "an error nobody caught");
    if (isDeadSocket(error)) return void resetDatabase();
    process.exit(1);
  });
}
