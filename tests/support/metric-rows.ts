import fc from "fast-check";
import { type DailyMetric, measures, noMeasures } from "@/lib/domain/metric";

/** Few values, so that two draws often agree: null, zero, small, and the ends of what is storable. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 3n }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 10n ** 15n, -5n) },
);
const cells = fc.record(Object.fromEntries(measures.map((measure) => [measure, cell])));

const key = fc.record({
  externalId: fc.constantFrom("c1", "c2", "c3", "c,4", 'c"5', "c\\6", "{c7}", "NULL"),
  day: fc.constantFrom("2026-06-07", "2026-06-08", "2026-06-09", "2026-06-10"),
});

export const keyOfMetric = ({ externalId, day }: Pick<DailyMetric, "externalId" | "day">) =>
  `${externalId}|${day}`;

/** Campaign rows of a few days with distinct keys. */
export const metricRows: fc.Arbitrary<DailyMetric[]> = fc
  .uniqueArray(fc.tuple(key, cells), { selector: ([row]) => keyOfMetric(row), minLength: 1, maxLength: 24 })
  .map((rows) =>
    rows.map(([place, values]) => ({
      ...noMeasures,
      ...values,
      ...place,
      level: "campaign",
      accountExternalId: "act_1",
    })),
  );

/** The rows cut into pages, some pages sent again, in any order. */
export const pagesOf = <Row>(rows: Row[]): fc.Arbitrary<Row[][]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.shuffledSubarray(rows, { minLength: rows.length }))
    .chain(([size, shuffled]) => {
      const pages = Array.from({ length: Math.ceil(rows.length / size) }, (_, page) =>
        shuffled.slice(page * size, page * size + size),
      );
      return fc
        .subarray(pages)
        .chain((again) =>
          fc.shuffledSubarray([...pages, ...again], { minLength: pages.length + again.length }),
        );
    });
