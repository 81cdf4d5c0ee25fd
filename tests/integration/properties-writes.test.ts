import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dailyMetrics, metricRevisions } from "@/drizzle/schema";
import { rowsOf, withWorker } from "@/lib/db/transaction";
import type { Written } from "@/lib/db/write-changed";
import { type DailyMetric, measures } from "@/lib/domain/metric";
import type { Lease } from "@/lib/sync/step";
import { writeMetrics } from "@/lib/sync/write-metrics";
import { beginTestRun, createBareConnection, testNow } from "../support/bare-connection";
import { keyOfMetric, metricRows, pagesOf } from "../support/metric-rows";

let lease: Lease;
beforeAll(async () => {
  ({ lease } = await beginTestRun(await createBareConnection()));
});

const none: Written = { inserted: 0, updated: 0, unchanged: 0, revisions: 0 };
const revisionOf = (held: Lease) => ({
  lease: held,
  level: "campaign",
  cause: "growth_or_late" as const,
  today: "2026-06-10",
  at: testNow,
});

/** Each page in a transaction of its own, as the engine lands them. */
async function apply(pages: DailyMetric[][]): Promise<Written> {
  const total = { ...none };
  for (const rows of pages) {
    const revision = revisionOf(lease);
    const written = await withWorker(lease, (tx) =>
      writeMetrics(tx, { rows, revision, isFirstImport: false }),
    );
    for (const count of Object.keys(none) as (keyof Written)[]) total[count] += written[count];
  }
  return total;
}

const ours = () => and(eq(dailyMetrics.connectionId, lease.connectionId), eq(dailyMetrics.level, "campaign"));
const valuesOf = (row: Record<string, unknown>) => measures.map((measure) => row[measure] ?? null);
async function stored() {
  const rows = await withWorker(lease, (tx) => tx.select().from(dailyMetrics).where(ours()));
  return new Map(rows.map((row) => [`${row.entityExternalId}|${row.date}`, valuesOf(row)]));
}
const expected = (...sets: DailyMetric[][]) =>
  new Map(sets.flat().map((row) => [keyOfMetric(row), valuesOf(row)]));
/** Which transaction wrote each row, and where it lies: both change with any write. */
const versions = () =>
  withWorker(lease, (tx) =>
    rowsOf(
      tx,
      sql`select entity_external_id, "date", xmin::text, ctid::text from daily_metrics
          where connection_id = ${lease.connectionId}::uuid order by 1, 2`,
    ),
  );
const revisions = () =>
  withWorker(lease, (tx) => tx.$count(metricRevisions, eq(metricRevisions.connectionId, lease.connectionId)));
const forget = () =>
  withWorker(lease, async (tx) => {
    await tx.delete(dailyMetrics).where(ours());
    await tx.delete(metricRevisions).where(eq(metricRevisions.connectionId, lease.connectionId));
  });

const oneSet = metricRows.chain((rows) => fc.record({ rows: fc.constant(rows), pages: pagesOf(rows) }));

test("pages in any order, duplicated or retried, leave what the set of their rows says", async () => {
  await fc.assert(
    fc.asyncProperty(oneSet, async ({ rows, pages }) => {
      await forget();
      const { inserted, updated, unchanged } = await apply(pages);
      expect(await stored()).toEqual(expected(rows));
      expect({ inserted, updated }).toEqual({ inserted: rows.length, updated: 0 });
      expect(unchanged).toBe(pages.flat().length - rows.length);
    }),
    { numRuns: 40 },
  );
});

test("what is the same already writes no row, no revision and leaves every row where it lies", async () => {
  await fc.assert(
    fc.asyncProperty(oneSet, async ({ rows, pages }) => {
      await forget();
      await apply([rows]);
      const [before, told] = [await versions(), await revisions()];
      expect(await apply(pages)).toEqual({ ...none, unchanged: pages.flat().length });
      expect([await versions(), await revisions()]).toEqual([before, told]);
    }),
    { numRuns: 30 },
  );
});

test("a second set over a first one writes the rows that differ, and a revision for each cell", async () => {
  const two = fc
    .tuple(metricRows, metricRows)
    .chain(([before, after]) =>
      fc.record({ before: fc.constant(before), after: fc.constant(after), pages: pagesOf(after) }),
    );
  await fc.assert(
    fc.asyncProperty(two, async ({ before, after, pages }) => {
      await forget();
      await apply([before]);
      const [known, told] = [expected(before), await revisions()];
      const was = (row: DailyMetric) => known.get(keyOfMetric(row));
      const differing = after.filter((row) => String(was(row)) !== String(valuesOf(row)));
      const cellsChanged = differing.flatMap((row) => {
        const old = was(row);
        return valuesOf(row).filter((value, index) => (old ? old[index] !== value : (value ?? 0n) !== 0n));
      });
      const written = await apply(pages);
      expect(await stored()).toEqual(expected(before, after));
      expect(written.inserted + written.updated).toBe(differing.length);
      expect(written.inserted).toBe(after.filter((row) => !was(row)).length);
      expect(written.revisions).toBe(cellsChanged.length);
      expect((await revisions()) - told).toBe(cellsChanged.length);
    }),
    { numRuns: 40 },
  );
});

test("a change of any one cell writes exactly that row", async () => {
  const changed = fc.tuple(metricRows, fc.nat(), fc.constantFrom(...measures), fc.constantFrom(null, 7n, 8n));
  await fc.assert(
    fc.asyncProperty(changed, async ([rows, pick, measure, value]) => {
      const target = rows[pick % rows.length];
      fc.pre(target !== undefined && target[measure] !== value);
      await forget();
      await apply([rows]);
      const next = rows.map((row) => (row === target ? { ...row, [measure]: value } : row));
      expect(await apply([next])).toEqual({ ...none, updated: 1, unchanged: rows.length - 1, revisions: 1 });
    }),
    { numRuns: 30 },
  );
});

test("two workers that land the same page at once write each row once", async () => {
  await fc.assert(
    fc.asyncProperty(metricRows, async (rows) => {
      await forget();
      const [one, other] = await Promise.all([apply([rows]), apply([rows])]);
      expect(one.inserted + other.inserted).toBe(rows.length);
      expect(one.updated + other.updated).toBe(0);
      expect(await stored()).toEqual(expected(rows));
    }),
    { numRuns: 15 },
  );
});
