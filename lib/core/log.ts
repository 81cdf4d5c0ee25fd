import pino from "pino";
import { env } from "./env";
import { AppError } from "./errors";
import { scrub } from "./scrub";

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const code = error instanceof AppError ? error.code : undefined;
  return {
    name: error.name,
    code,
    message: scrub(error.message),
    stack: error.stack ? scrub(error.stack) : undefined,
    cause: error.cause === undefined ? undefined : describe(error.cause),
  };
}

/** JSON lines to stdout; errors go in as `{ error }` and are scrubbed of everything token-shaped. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { error: describe },
  redact: { paths: ["*.token", "*.password", "*.authorization", "*.cookie"], censor: "[secret]" },
});
