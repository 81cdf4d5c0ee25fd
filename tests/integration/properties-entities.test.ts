import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dailyMetrics, demographics, entities } from "@/drizzle/schema";
import { rowsOf, withWorker } from "@/lib/db/transaction";
import { type Entity, EntityKind } from "@/lib/domain/entity";
import { noMeasures } from "@/lib/domain/metric";
import { screenDemographics, screenEntities, screenMetrics } from "@/lib/sync/screen-rows";
import type { Lease } from "@/lib/sync/step";
import { createStubs, writeEntities } from "@/lib/sync/write-entities";
import { writeDemographics, writeMetrics } from "@/lib/sync/write-metrics";
import { beginTestRun, createBareConnection, testNow } from "../support/bare-connection";
import { pagesOf } from "../support/metric-rows";

let lease: Lease;
beforeAll(async () => {
  ({ lease } = await beginTestRun(await createBareConnection()));
});

/** Everything JSON and JavaScript allow in a text: NUL, half surrogates, quotes, braces, other scripts. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("\u0000", "\ud800", "\udc00x", "NULL", "{}", '"', "\\", "a\u0000\ud83d", "اسم", ""),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("record"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  record: fc.dictionary(text, tie("value"), { maxKeys: 3 }),
})).record;
const rawEntity = fc.record({
  kind: fc.constantFrom(...EntityKind.options),
  externalId: text,
  accountExternalId: fc.constant("act_1"),
  parentExternalId: fc.option(text),
  name: text,
  status: text,
  attributes: json,
});
const forget = () =>
  withWorker(lease, async (tx) => {
    for (const table of [entities, dailyMetrics, demographics])
      await tx.delete(table).where(eq(table.connectionId, lease.connectionId));
  });
const versions = () =>
  withWorker(lease, (tx) =>
    rowsOf(
      tx,
      sql`select kind, external_id, xmin::text, ctid::text from entities
          where connection_id = ${lease.connectionId}::uuid order by 1, 2`,
    ),
  );
const apply = (rows: Entity[]) => withWorker(lease, (tx) => writeEntities(tx, lease, rows));

test("every entity that is let in can be stored, and storing it again writes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rawEntity, { maxLength: 8 }), async (raw) => {
      await forget();
      const { rows } = screenEntities(raw, "act_1");
      const unique = [...new Map(rows.map((row) => [`${row.kind}|${row.externalId}`, row])).values()];
      expect(await apply(unique)).toMatchObject({ inserted: unique.length, updated: 0 });
      const before = await versions();
      expect(await apply(unique)).toEqual({
        inserted: 0,
        updated: 0,
        unchanged: unique.length,
        revisions: 0,
      });
      expect(await versions()).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test("pages of entities in any order, duplicated or retried, leave their set", async () => {
  const listings = fc
    .uniqueArray(rawEntity, { selector: ({ kind, externalId }) => `${kind}|${externalId}`, maxLength: 10 })
    .map((raw) => screenEntities(raw, "act_1").rows)
    .chain((rows) => fc.record({ rows: fc.constant(rows), pages: pagesOf(rows) }));
  await fc.assert(
    fc.asyncProperty(listings, async ({ rows, pages }) => {
      await forget();
      let inserted = 0;
      for (const page of pages) inserted += (await apply(page)).inserted;
      expect(inserted).toBe(rows.length);
      const kept = await withWorker(lease, (tx) =>
        tx.select().from(entities).where(eq(entities.connectionId, lease.connectionId)),
      );
      expect(kept.map(({ kind, externalId }) => `${kind}|${externalId}`).sort()).toEqual(
        rows.map(({ kind, externalId }) => `${kind}|${externalId}`).sort(),
      );
    }),
    { numRuns: 30 },
  );
});

test("every number and segment that is let in can be stored, with a stub for an unknown entity", async () => {
  const rawMetric = fc.record({ externalId: text, day: fc.constantFrom("2026-06-09", "2026-06-10") });
  const rawSegment = fc.record({ dimension: text, value: text });
  const page = fc.tuple(fc.array(rawMetric, { maxLength: 6 }), fc.array(rawSegment, { maxLength: 6 }));
  const range = { from: "2026-06-01", to: "2026-06-10" };
  const base = { ...noMeasures, accountExternalId: "act_1" };
  const level = "campaign" as const;
  const revision = { lease, level, cause: "growth_or_late", today: "2026-06-10", at: testNow } as const;
  await fc.assert(
    fc.asyncProperty(page, async ([metrics, segments]) => {
      await forget();
      const numbers = screenMetrics(
        metrics.map((row) => ({ ...base, ...row, level })),
        "act_1",
      ).rows;
      const people = screenDemographics(
        segments.map((row) => ({ ...base, ...row, ...range })),
        "act_1",
      ).rows;
      const keys = new Set(people.map(({ dimension, value }) => JSON.stringify([dimension, value])));
      await withWorker(lease, async (tx) => {
        await createStubs(tx, lease, level, numbers);
        const own = { ...revision, lease };
        expect(await writeMetrics(tx, { rows: numbers, revision: own, isFirstImport: true })).toMatchObject({
          inserted: numbers.length,
        });
        expect(await writeDemographics(tx, lease, range, people)).toMatchObject({ inserted: keys.size });
        const stubs = await tx.$count(
          entities,
          and(eq(entities.connectionId, lease.connectionId), eq(entities.status, "UNKNOWN")),
        );
        expect(stubs).toBe(new Set(numbers.map(({ externalId }) => externalId)).size);
      });
    }),
    { numRuns: 40 },
  );
});
