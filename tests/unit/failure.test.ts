import fc from "fast-check";
import { expect, test } from "vitest";
import { type FailureKind, failure, failureKindOf, failures } from "@/lib/domain/failure";

const kinds = Object.keys(failures) as FailureKind[];

test("the classes are those of the design, one each", () => {
  expect([...kinds].sort()).toEqual([
    "cancelled",
    "config_invalid",
    "internal",
    "needs_reauth",
    "permission_lost",
    "provider_bug",
    "provider_transient",
    "quarantined",
    "rate_limited",
    "rate_limited_daily",
    "too_much_data",
  ]);
});

test.each(kinds)("%s says who must act, whether a retry helps, what happened and what to do", (kind) => {
  const { actor, retry, sentence, fix } = failures[kind];
  expect(["you", "provider", "us", "nobody"]).toContain(actor);
  expect(["now", "later", "never"]).toContain(retry);
  for (const text of [sentence("Meta Ads"), fix]) expect(text).toMatch(/^[A-Z].{8,160}\.$/);
});

test("what only a person can mend is never retried", () => {
  for (const kind of kinds) if (failures[kind].actor === "you") expect(failures[kind].retry).toBe("never");
});

test("a detail refines the code and is never shown", () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string({ minLength: 12 }), (kind, detail) => {
      const error = failure(kind, { provider: "Meta Ads", detail });
      expect(failureKindOf(error.code)).toBe(kind);
      expect(error.code).toBe(`${kind}.${detail}`);
      expect(`${error.message}${error.fix}`).not.toContain(detail);
    }),
  );
});

test("any stored code has a class; what is unknown is ours", () => {
  fc.assert(fc.property(fc.string(), (code) => kinds.includes(failureKindOf(code))));
  expect(["", "database", "invariant.counters", "toString", "constructor"].map(failureKindOf)).toEqual(
    new Array(5).fill("internal"),
  );
});
