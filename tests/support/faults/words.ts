import type { FaultCase, Scenario } from "./scenario";

export const fault = (kind: string, options: Record<string, unknown> = {}): FaultCase => ({
  kind,
  ...options,
});
export const limited = (retryAfter: string | undefined, times = 1) =>
  fault("rate_limited", { times, params: { status: 429, retryAfter } });

export const lands = { statuses: ["succeeded"], kinds: [null] } satisfies Partial<Scenario>;
export const refused = { statuses: ["failed", "partial"] } satisfies Partial<Scenario>;
