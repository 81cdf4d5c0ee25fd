import { z } from "zod";
import { parseDurationMs } from "./duration";
import { findExpressionFault } from "./expressions";

const ConcurrencyLimit = z.object({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

const Trigger = z.object({
  event: z.string().optional(),
  expression: z.string().optional(),
  cron: z.string().optional(),
  jitter: z.string().optional(),
});

export const FunctionConfig = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(Trigger),
  steps: z.object({
    step: z.object({
      runtime: z.object({ type: z.literal("http"), url: z.url() }),
      retries: z.object({ attempts: z.number().optional() }).optional(),
    }),
  }),
  concurrency: z.union([z.number(), ConcurrencyLimit, z.array(ConcurrencyLimit)]).optional(),
  priority: z.object({ run: z.string().optional() }).optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  singleton: z.object({ key: z.string().optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  idempotency: z.string().optional(),
  timeouts: z.object({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  rateLimit: z.unknown().optional(),
  throttle: z.unknown().optional(),
  debounce: z.unknown().optional(),
  batchEvents: z.unknown().optional(),
});
export type FunctionConfig = z.infer<typeof FunctionConfig>;

const unsupported = ["rateLimit", "throttle", "debounce", "batchEvents"] as const;
const defaultRetries = 4;

export const countAttempts = (config: FunctionConfig) =>
  (config.steps.step.retries?.attempts ?? defaultRetries) + 1;

export function listConcurrency(config: FunctionConfig) {
  const { concurrency } = config;
  if (concurrency === undefined) return [];
  const limits = Array.isArray(concurrency)
    ? concurrency
    : [typeof concurrency === "number" ? { limit: concurrency } : concurrency];
  return limits.filter((entry) => entry.limit > 0) as z.infer<typeof ConcurrencyLimit>[];
}

/** Options that a real Inngest honours and this server does not. */
export function listUnsupported(config: FunctionConfig): string[] {
  const options: string[] = unsupported.filter(
    (option) => config[option] !== undefined && config[option] !== null,
  );
  return config.triggers.some((trigger) => trigger.jitter) ? [...options, "cron jitter"] : options;
}

function listExpressions(config: FunctionConfig): string[] {
  const expressions = [
    ...config.triggers.map((trigger) => trigger.expression),
    ...listConcurrency(config).map((limit) => limit.key),
    ...(config.cancel ?? []).map((cancel) => cancel.if),
    config.priority?.run,
    config.singleton?.key,
    config.idempotency,
  ];
  return expressions.filter((text): text is string => Boolean(text));
}

/** What makes the configuration unusable here; an empty list when nothing does. */
export function findConfigFaults(config: FunctionConfig): string[] {
  const expressionFaults = listExpressions(config).map(findExpressionFault);
  const durations = [config.timeouts?.start, config.timeouts?.finish];
  const durationFaults = durations.map((text) =>
    text && parseDurationMs(text) === null ? `"${text}" is not a duration` : null,
  );
  return [...expressionFaults, ...durationFaults].filter((fault) => fault !== null);
}
