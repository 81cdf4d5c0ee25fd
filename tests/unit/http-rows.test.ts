import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { keyOf, parseRows } from "@/lib/http/rows";

const schema = z.looseObject({ id: z.string(), spend: z.string().regex(/^\d+$/, "not a number") });
const parse = (rows: unknown[]) => parseRows({ schema, rows, naturalKey: keyOf("id") });

test("a bad row is kept aside with its key, field and reason, and its neighbours land", () => {
  const { rows, rejected } = parse([
    { id: "1", spend: "5" },
    { id: "2", spend: "5,0" },
    { spend: "1" },
    null,
  ]);
  expect(rows).toEqual([{ id: "1", spend: "5" }]);
  expect(rejected.map(({ naturalKey, field }) => [naturalKey, field])).toEqual([
    ["2", "spend"],
    ["?", "id"],
    ["unknown", null],
  ]);
  expect(rejected[0]?.reason).toBe("not a number");
});

test("text that Postgres would refuse is found wherever it hides", () => {
  const { rejected } = parse([
    { id: "1", spend: "5", name: "a\u0000b" },
    { id: "2", spend: "5", deep: [{ text: "\ud800" }] },
    { id: "3", spend: "5", name: "👩‍🚀 مرحبا" },
  ]);
  expect(rejected.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    "name contains NUL",
    "deep.0.text contains half a surrogate pair",
  ]);
});

test("an excerpt is short and holds no token", () => {
  const { rejected } = parse([
    { id: "1", spend: "x", url: `https://a.example/?access_token=EAAsecretsecret&${"y".repeat(500)}` },
  ]);
  expect(rejected[0]?.excerpt.length).toBeLessThanOrEqual(200);
  expect(rejected[0]?.excerpt).not.toContain("secretsecret");
});

test("any JSON is a row or a rejection, never an exception", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      const { rows, rejected } = parse(values);
      expect(rows.length + rejected.length).toBe(values.length);
      const told = rejected.flatMap((row) => Object.values(row)).join("");
      expect(told).not.toContain("\u0000");
      expect(told).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test("a row nested without end is refused, not followed", () => {
  const deep = JSON.parse(`${"[".repeat(50_000)}1${"]".repeat(50_000)}`);
  expect(parse([{ id: "1", spend: "5", deep }]).rejected[0]?.reason).toBe("nested too deep");
});
