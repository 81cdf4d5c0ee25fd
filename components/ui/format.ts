const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat("en", options);
  formats.set(key, made);
  return made;
}

export const formatCount = (value: number) => numberFormat({ maximumFractionDigits: 2 }).format(value);

/** As the database has it: where 1.285 became 1.29, both must not read 1.29. */
export const formatExact = (value: number) => numberFormat({ maximumFractionDigits: 6 }).format(value);

export const formatCompact = (value: number) =>
  numberFormat({ notation: "compact", maximumFractionDigits: 1 }).format(value);

/** 0.267 -> `26.7 %`; the space does not break. */
export const formatShare = (share: number) =>
  `${numberFormat({ maximumFractionDigits: 1 }).format(share * 100)}\u00a0%`;

const moneyLooks = {
  standard: {},
  compact: { notation: "compact", maximumFractionDigits: 1 },
  /** Without cents. */
  whole: { maximumFractionDigits: 0 },
  /** As the database has it: a tenth of a cent tells two values apart. */
  exact: { maximumFractionDigits: 6 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** `currency` is an ISO 4217 code; one the browser does not know is written after the number. */
export function formatMoney(value: number, currency: string, look: keyof typeof moneyLooks = "standard") {
  try {
    return numberFormat({ style: "currency", currency, ...moneyLooks[look] }).format(value);
  } catch {
    // RangeError: not a well-formed code.
    return `${formatCount(value)} ${currency}`;
  }
}

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** 300 -> `0.3 s`, 41_000 -> `41 s`, 130_000 -> `2 m 10 s`, 7_260_000 -> `2 h 1 m`. */
export function formatDuration(ms: number): string {
  const safe = Math.max(0, ms);
  if (safe === 0) return "0\u00a0s";
  if (safe < 9_950) return `${(Math.round(safe / 100) / 10).toFixed(1)}\u00a0s`;
  const seconds = Math.round(safe / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}\u00a0m ${seconds % 60}\u00a0s`;
  return `${Math.floor(seconds / 3_600)}\u00a0h ${Math.floor((seconds % 3_600) / 60)}\u00a0m`;
}
