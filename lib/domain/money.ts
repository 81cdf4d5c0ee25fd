const decimal = /^(-?)(\d{1,12})(?:\.(\d{1,12}))?$/;

/** An exact decimal string as integer micros, rounded half away from zero past six places; null when it is no number. */
export function toMicros(value: string): bigint | null {
  const match = decimal.exec(value);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const micros = BigInt(whole) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
  const rounded = Number(fraction[6] ?? 0) >= 5 ? micros + 1n : micros;
  return sign ? -rounded : rounded;
}

/** Micros as a decimal string with as many places as needed, at least two. */
export function fromMicros(micros: bigint): string {
  const sign = micros < 0n ? "-" : "";
  const absolute = micros < 0n ? -micros : micros;
  const fraction = String(absolute % 1_000_000n)
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${sign}${absolute / 1_000_000n}.${fraction}`;
}

/** The smallest amount a currency is written in, in micros: 10 000 for EUR, 1 000 000 for JPY. Throws for no code. */
export function minorUnitMicros(currency: string): bigint {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return 10n ** BigInt(Math.max(0, 6 - maximumFractionDigits));
}
