import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMicros, toMicros } from "@/lib/domain/money";

const amounts = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });

test("an amount survives being written and read, to the last micro", () => {
  fc.assert(fc.property(amounts, (micros) => toMicros(fromMicros(micros)) === micros));
});

test("an amount has at least two places and never more than six", () => {
  fc.assert(fc.property(amounts, (micros) => /^-?\d+\.\d{2,6}$/.test(fromMicros(micros))));
});

test("past six places the nearest micro counts, half away from zero", () => {
  const digits = fc.tuple(fc.nat({ max: 10 ** 9 }), fc.nat({ max: 10 ** 9 - 1 }), fc.boolean());
  fc.assert(
    fc.property(digits, ([whole, nanos, isNegative]) => {
      const text = `${isNegative ? "-" : ""}${whole}.${String(nanos).padStart(9, "0")}`;
      const exact = BigInt(whole) * 10n ** 9n + BigInt(nanos);
      const micros = (exact + 500n) / 1_000n;
      expect(toMicros(text)).toBe(isNegative ? -micros : micros);
    }),
  );
});

test.each([
  ["0.1", 100_000n],
  ["0.30000000000000004", null],
  ["0.0000005", 1n],
  ["-0.0000005", -1n],
  ["0.99999950", 1_000_000n],
  ["-0", 0n],
  ["007.50", 7_500_000n],
  ["999999999999.999999", 999_999_999_999_999_999n],
])("%s is %s micros", (text, micros) => {
  expect(toMicros(text)).toBe(micros);
});

test("what is not a plain decimal is no amount", () => {
  const plain = /^-?\d{1,12}(\.\d{1,12})?$/;
  const odd = ["", " 1", "1 ", "1,5", "1e3", "+1", ".5", "5.", "--1", "0x10", "NaN", "Infinity", "١٢", "1\n"];
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...odd), fc.string()),
      (text) => (toMicros(text) === null) === !plain.test(text),
    ),
  );
});
