import { expect, test } from "vitest";
import { parseTarget, type WhyTarget, writeTarget } from "@/components/why/why-target";

const target: WhyTarget = {
  connectionId: "0190c1f0-0000-7000-8000-000000000000",
  level: "ad",
  entityId: "1029~3847",
  from: "2026-11-01",
  to: "2026-11-22",
  metric: "spend",
  currency: null,
};

test("a number's address leads back to it, whatever its entity is called", () => {
  const whole: WhyTarget = {
    ...target,
    connectionId: null,
    level: "account",
    entityId: null,
    currency: "EUR",
  };
  for (const one of [target, whole]) expect(parseTarget(writeTarget(one))).toEqual(one);
});

test("a mistyped address leads nowhere", () => {
  for (const text of [null, "", "a~b", writeTarget(target).replace("2026-11-01", "yesterday")])
    expect(parseTarget(text)).toBeNull();
});
