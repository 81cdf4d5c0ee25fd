import { expect, test } from "vitest";
import { finalityOf, leastFinal } from "@/lib/domain/finality";

const finality = (day: string, now: string, timezone = "Europe/Berlin") =>
  finalityOf({ day, timezone, restatementDays: 28, now: new Date(now) });

test("today is provisional, yesterday until 03:00 on the account's clocks", () => {
  expect(finality("2026-06-10", "2026-06-10T12:00:00Z")).toBe("provisional");
  expect(finality("2026-06-09", "2026-06-10T00:59:59Z")).toBe("provisional");
  expect(finality("2026-06-09", "2026-06-10T01:00:00Z")).toBe("settling");
  expect(finality("2026-06-08", "2026-06-10T00:30:00Z")).toBe("settling");
});

test("a day is the account's: the same instant is another day elsewhere", () => {
  const now = "2026-06-10T23:00:00Z";
  expect(finality("2026-06-11", now, "Asia/Tokyo")).toBe("provisional");
  expect(finality("2026-06-10", now, "Asia/Tokyo")).toBe("settling");
  expect(finality("2026-06-10", now, "America/New_York")).toBe("provisional");
});

test("the hour is read off the clock on days that are an hour shorter or longer", () => {
  expect(finality("2026-03-28", "2026-03-29T00:59:00Z")).toBe("provisional");
  expect(finality("2026-03-28", "2026-03-29T01:00:00Z")).toBe("settling");
  expect(finality("2026-10-24", "2026-10-25T01:59:00Z")).toBe("provisional");
  expect(finality("2026-10-24", "2026-10-25T02:00:00Z")).toBe("settling");
});

test("a day settles as long as the provider restates it and is final afterwards", () => {
  const now = "2026-06-30T12:00:00Z";
  expect(finality("2026-06-02", now)).toBe("settling");
  expect(finality("2026-06-01", now)).toBe("final");
});

test("of several accounts the least certain counts", () => {
  expect(leastFinal(["final", "settling", "provisional"])).toBe("provisional");
  expect(leastFinal(["final", "settling"])).toBe("settling");
  expect(leastFinal([])).toBeNull();
});
