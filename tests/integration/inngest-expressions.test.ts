import { describe, expect, test } from "vitest";
import { parseDurationMs, parseInstantMs } from "@/lib/local/inngest/duration";
import { evaluateValue, findExpressionFault, isMatch } from "@/lib/local/inngest/expressions";
import { backoffMs, parseRetryAfterMs } from "@/lib/local/inngest/retry";

const event = { name: "t/x", data: { key: "a", amount: 12, flag: true, nothing: null, nested: { id: "n" } } };
const scope = (data: object) => ({ event, async: { name: "t/y", data } });

describe("conditions", () => {
  test.each([
    ["event.data.key == async.data.key", true],
    ["event.data.key == async.data.missing", false],
    ["event.data.missing == async.data.missing", false],
    ["event.data.missing != async.data.key", true],
    ["event.data.missing == null", true],
    ["event.data.nothing == null", true],
    ["event.data.missing.deeper == 'x'", false],
    ["event.data.amount > 10 && event.data.flag", true],
    ["event.data.key > 5", false],
    ["has(event.data.key) && !has(event.data.missing)", true],
    ["event.data.key in ['a', 'b']", true],
    ["event.data.nested.id == 'n' || false", true],
    ["event.data.key", false],
    [undefined, true],
  ])("%s is %s", (expression, expected) => {
    expect(isMatch(expression, scope({ key: "a" }))).toBe(expected);
  });
});

test("keys are values, also of text and of what is missing", () => {
  expect(evaluateValue('event.data.key + "-" + event.data.nested.id', { event })).toBe("a-n");
  expect(evaluateValue('"everything"', { event })).toBe("everything");
  expect(evaluateValue("event.data.missing", { event })).toBe(null);
  expect(evaluateValue("event.data.flag ? 100 : 0", { event })).toBe(100);
});

test("what cannot be evaluated is named before a run needs it", () => {
  expect(findExpressionFault("event.data.x == 'has(y'")).toBe(null);
  expect(findExpressionFault("event.data.x ==")).toMatch(/cannot parse/);
  expect(findExpressionFault("event.data.x.startsWith('a')")).toMatch(/startsWith/);
});

test("time strings and dates", () => {
  expect(parseDurationMs("1h30m")).toBe(5_400_000);
  expect(parseDurationMs("1w2d")).toBe(777_600_000);
  expect(parseDurationMs("300ms")).toBe(300);
  expect(parseDurationMs("soon")).toBe(null);
  expect(parseInstantMs("2026-01-01T00:00:00Z", 0)).toBe(Date.UTC(2026, 0, 1));
  expect(() => parseInstantMs("soon", 0)).toThrow(/soon/);
});

test("retries wait as long as a real Inngest makes them", () => {
  expect(backoffMs(0)).toBeGreaterThanOrEqual(15_000);
  expect(backoffMs(1)).toBeLessThanOrEqual(60_000);
  expect(backoffMs(99)).toBeGreaterThanOrEqual(7_200_000);
  expect(parseRetryAfterMs("2", 0)).toBe(2_000);
  expect(parseRetryAfterMs("0", 0)).toBe(1_000);
  expect(parseRetryAfterMs("Thu, 01 Jan 1970 00:01:00 GMT", 0)).toBe(60_000);
  expect(parseRetryAfterMs(undefined, 0)).toBe(null);
});
