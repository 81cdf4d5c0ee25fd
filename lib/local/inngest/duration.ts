const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** "1h30m" -> milliseconds; null when it is not a time string. */
export function parseDurationMs(text: string): number | null {
  const compact = text.trim();
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w|y))+$/.test(compact)) return null;
  const parts = compact.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w|y)/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ""] ?? 0), 0);
}

/** A time string counted from now, or a date. Throws on anything else. */
export function parseInstantMs(text: string, nowMs: number): number {
  const duration = parseDurationMs(text);
  if (duration !== null) return nowMs + duration;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`not a time string or date: ${text}`);
  return at;
}
