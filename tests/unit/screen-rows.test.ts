import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noMeasures } from "@/lib/domain/metric";
import { screenDemographics, screenEntities, screenMetrics } from "@/lib/sync/screen-rows";

const account = "act_1";
const metric = {
  ...noMeasures,
  level: "campaign",
  externalId: "c1",
  accountExternalId: account,
  day: "2026-06-01",
};
const entity = {
  kind: "campaign",
  externalId: "c1",
  accountExternalId: account,
  parentExternalId: null,
  name: "Spring",
  status: "ACTIVE",
  attributes: {},
};
const segment = {
  ...noMeasures,
  accountExternalId: account,
  dimension: "age_gender",
  value: "25-34|female",
  from: "2026-06-01",
  to: "2026-06-10",
};
const screens = { metrics: screenMetrics, entities: screenEntities, demographics: screenDemographics };
const good = { metrics: metric, entities: entity, demographics: segment };
const streams = Object.keys(screens) as (keyof typeof screens)[];

const junk = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true }),
  // A good row with some of its fields replaced comes closer to being taken.
  fc
    .tuple(
      fc.constantFrom(...Object.values(good)),
      fc.dictionary(
        fc.constantFrom(...Object.keys({ ...metric, ...entity, ...segment })),
        fc.oneof(fc.jsonValue(), fc.bigInt()),
        { maxKeys: 3 },
      ),
    )
    .map(([row, change]) => ({ ...row, ...change })),
);

describe.each(streams)("%s", (stream) => {
  const screen = screens[stream];
  const row = good[stream];

  test("whatever arrives is a row, a duplicate or a rejection with its reason; nothing is lost, nothing throws", () => {
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 8 }), (raw) => {
        const { rows, rejected, duplicates, keys } = screen([...raw, row], account);
        expect(rows.length + rejected.length + duplicates).toBe(raw.length + 1);
        expect(new Set(keys).size).toBe(rows.length);
        for (const { reason, excerpt } of rejected) {
          expect(reason).not.toBe("");
          expect(excerpt.length).toBeLessThanOrEqual(200);
        }
        for (const kept of rows) expect(kept.accountExternalId).toBe(account);
      }),
      { numRuns: 300 },
    );
  });

  test("a row of another account is refused, whoever sent it", () => {
    const { rows, rejected } = screen([{ ...row, accountExternalId: "act_2" }, row], account);
    expect(rows).toEqual([row]);
    expect(rejected).toMatchObject([{ field: "accountExternalId" }]);
  });

  test("of rows with one key the last one counts and the others are duplicates", () => {
    const copies = [row, { ...row, name: "b", clicks: 1n }, { ...row, name: "c", clicks: 2n }];
    const { rows, duplicates } = screen(copies, account);
    const [last] = screen(copies.slice(-1), account).rows;
    expect([rows, duplicates]).toEqual([[last], 2]);
  });

  test("a rejected row is nested however deep it likes", () => {
    const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    expect(screen([deep, row], account)).toMatchObject({ rows: [row], rejected: [{ field: null }] });
  });

  test("a token in a refused row does not reach its excerpt", () => {
    const { rejected } = screen([{ note: `EAAB${"x".repeat(60)}` }], account);
    expect(JSON.stringify(rejected)).not.toContain("xxxx");
  });
});

test.each([
  ["day", "2026-02-30"],
  ["day", "2026-06-01T00:00:00Z"],
  ["externalId", ""],
  ["externalId", "a\u0000b"],
  ["externalId", "a\ud800b"],
  ["externalId", "x".repeat(513)],
  ["level", "country"],
  ["spendMicros", Number.NaN],
  ["spendMicros", Number.POSITIVE_INFINITY],
  ["spendMicros", 12.5],
  ["spendMicros", 2n ** 63n],
  ["clicks", -(2n ** 63n) - 1n],
  ["clicks", undefined],
])("a number whose %s is %s is set aside with the field named", (field, value) => {
  const { rows, rejected } = screenMetrics([{ ...metric, [field]: value }, metric], account);
  expect(rows).toEqual([metric]);
  expect(rejected).toMatchObject([{ field }]);
});
