import { assertProductionEnv, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";

export function register(): void {
  assertProductionEnv(env());
}

export function onRequestError(error: unknown, request: { path: string; method: string }): void {
  log.error({ error, path: request.path.split("?")[0], method: request.method }, "a page or route failed");
}
