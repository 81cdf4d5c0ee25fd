const decimal = /^(-?)(\d{1,40})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/;
const places = 6;
const mostDigits = 19;

/**
 * LinkedIn's decimal text as whole micros, exact: `99.99999999999996`, `-2E-18`. Rounded half away from zero past six
 * places, so noise below a micro is zero. Null when it is no number, or too large to store.
 */
export function readDecimal(text: string): bigint | null {
  const [matched, sign, whole = "", fraction = "", exponent = "0"] = decimal.exec(text) ?? [];
  if (matched === undefined) return null;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  // Where the point stands in `digits` once everything is counted in micros.
  const point = digits.length - fraction.length + Number(exponent) + places;
  if (digits === "" || point < 0) return 0n;
  if (point > mostDigits) return null;
  const kept = BigInt(digits.slice(0, point).padEnd(point, "0") || "0");
  const micros = Number(digits[point] ?? 0) >= 5 ? kept + 1n : kept;
  return sign ? -micros : micros;
}
