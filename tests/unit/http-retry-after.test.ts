import { expect, test } from "vitest";
import { parseRetryAfter } from "@/lib/http/retry-after";

const now = new Date("2026-11-21T10:00:00Z");

test.each([
  ["seconds", "120", "2026-11-21T10:02:00.000Z"],
  ["a date", "Sat, 21 Nov 2026 10:05:00 GMT", "2026-11-21T10:05:00.000Z"],
  ["zero, at least a second", "0", "2026-11-21T10:00:01.000Z"],
  ["a date in the past, at least a second", "Sat, 21 Nov 2020 10:05:00 GMT", "2026-11-21T10:00:01.000Z"],
  ["ten years, at most a day", "Fri, 21 Nov 2036 10:05:00 GMT", "2026-11-22T10:00:00.000Z"],
  ["a huge number, at most a day", "99999999999999999999", "2026-11-22T10:00:00.000Z"],
])("%s", (_, header, expected) => {
  expect(parseRetryAfter(header, now)?.toISOString()).toBe(expected);
});

test.each([null, undefined, "", "soon", "-5"])("%s says nothing", (header) => {
  expect(parseRetryAfter(header, now)).toBeNull();
});
