import { assertProductionEnv, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";

export async function register(): Promise<void> {
  assertProductionEnv(env());
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { guardDriver } = await import("@/lib/db/guard-driver");
  guardDriver();
}

export function onRequestError(error: unknown, request: { path: string; method: string }): void {
  log.error({ error, path: request.path.split("?")[0], method: request.method }, "a page or route failed");
}
