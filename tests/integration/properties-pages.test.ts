import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkpoints, dailyMetrics, pageKeys, syncEvents, syncRuns, syncSlices } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import { type DailyMetric, noMeasures } from "@/lib/domain/metric";
import type { Page } from "@/lib/providers/contract";
import { finishRun } from "@/lib/sync/finish";
import { landPage } from "@/lib/sync/land-page";
import { openSlice } from "@/lib/sync/slice-state";
import type { Lease } from "@/lib/sync/step";
import { beginTestRun, createBareConnection, testNow } from "../support/bare-connection";

const row = (externalId: string, change: object = {}): DailyMetric => ({
  ...noMeasures,
  level: "campaign",
  externalId,
  accountExternalId: "act_1",
  day: "2026-06-10",
  spendMicros: 1_000_000n,
  ...change,
});
const open = (lease: Lease, position: number) =>
  withWorker(lease, (tx) => openSlice(tx, lease, position, testNow));
type Slice = Awaited<ReturnType<typeof open>>;
const land = (lease: Lease, slice: Slice, page: Page<unknown>) =>
  withWorker(lease, (tx) => landPage(tx, { lease, slice, page, calls: 1, at: testNow }));

/** Everything a page may write, as one text. */
async function everything(lease: Lease): Promise<string> {
  const { runId, connectionId } = lease;
  const tables = await withWorker(lease, async (tx) => [
    await tx.select().from(dailyMetrics).where(eq(dailyMetrics.connectionId, connectionId)),
    await tx.select().from(checkpoints).where(eq(checkpoints.connectionId, connectionId)),
    await tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)),
    await tx.select().from(syncEvents).where(eq(syncEvents.runId, runId)),
    await tx.select().from(syncRuns).where(eq(syncRuns.id, runId)),
    await tx.select().from(pageKeys).where(eq(pageKeys.runId, runId)),
  ]);
  const text = (row: object) =>
    JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  return tables.map((found) => found.map(text).sort().join("\n")).join("\n\n");
}

async function beginCampaignMetrics() {
  const { lease, slices } = await beginTestRun(await createBareConnection());
  const planned = slices.find(({ key }) => key.startsWith("campaign_metrics:"));
  if (!planned) throw new Error("no slice of campaign metrics was planned");
  return { lease, position: planned.position };
}

const ids = fc.constantFrom("c1", "c2", "c3", "c4");
const rows = fc.oneof(
  { weight: 4, arbitrary: ids.map((id) => row(id)) },
  {
    weight: 2,
    arbitrary: fc.tuple(ids, fc.nat({ max: 3 })).map(([id, clicks]) => row(id, { clicks: BigInt(clicks) })),
  },
  { weight: 1, arbitrary: ids.map((id) => row(id, { accountExternalId: "act_2" })) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const rejected = fc.record({
  naturalKey: fc.string({ unit: "binary" }),
  field: fc.option(fc.string()),
  reason: fc.string({ minLength: 1 }),
  excerpt: fc.string({ unit: "binary", maxLength: 200 }),
});
const listings = fc
  .array(
    fc.record({ rows: fc.array(rows, { maxLength: 8 }), rejected: fc.array(rejected, { maxLength: 2 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((pages) =>
    pages.map((page, index) => ({ ...page, cursor: index === pages.length - 1 ? null : `after-${index}` })),
  );

test("every row a page brought is counted once: written, unchanged, set aside or a duplicate", async () => {
  await fc.assert(
    fc.asyncProperty(listings, async (pages) => {
      const { lease, position } = await beginCampaignMetrics();
      let [slice, version] = [await open(lease, position), -1];
      for (const page of pages) {
        slice = { ...slice, ...(await land(lease, slice, page)) };
        expect(slice.version).toBeGreaterThan(version);
        version = slice.version;
      }
      const [counted] = await withWorker(lease, (tx) =>
        tx.select().from(syncRuns).where(eq(syncRuns.id, lease.runId)),
      );
      if (!counted) throw new Error("the run is gone");
      const { fetched, inserted, updated, unchanged, quarantined, duplicates } = counted;
      expect(fetched).toBe(pages.flatMap((page) => [...page.rows, ...page.rejected]).length);
      expect(inserted + updated + unchanged + quarantined + duplicates).toBe(fetched);
      expect((await open(lease, position)).isDone).toBe(true);
      await finishRun(lease, { clock: () => testNow });
      const [ended] = await withWorker(lease, (tx) =>
        tx.select().from(syncRuns).where(eq(syncRuns.id, lease.runId)),
      );
      expect(ended?.errorCode ?? "").not.toMatch(/^invariant/);
    }),
    { numRuns: 12 },
  );
});

test("of two writers of one page one lands it; the other fails and writes nothing", async () => {
  const { lease, position } = await beginCampaignMetrics();
  let slice = await open(lease, position);
  for (let page = 0; page < 4; page += 1) {
    const next = { rows: [row(`p${page}`)], rejected: [], cursor: page === 3 ? null : `after-${page}` };
    const outcomes = await Promise.allSettled([land(lease, slice, next), land(lease, slice, next)]);
    const landed = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    const [refused] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(landed).toHaveLength(1);
    expect(refused).toMatchObject({ code: "internal.page_taken" });
    slice = { ...slice, ...landed[0] };
  }
  const [counted] = await withWorker(lease, (tx) =>
    tx.select().from(syncRuns).where(eq(syncRuns.id, lease.runId)),
  );
  expect(counted).toMatchObject({ fetched: 4, inserted: 4 });
});

test("a page that comes again after it landed is refused and changes nothing", async () => {
  const { lease, position } = await beginCampaignMetrics();
  const before = await open(lease, position);
  const page = { rows: [row("c1")], rejected: [], cursor: "after" };
  await land(lease, before, page);
  const known = await everything(lease);
  const changed = { ...page, rows: [row("c1", { clicks: 9n }), row("c2")] };
  await expect(land(lease, before, changed)).rejects.toMatchObject({ code: "internal.page_taken" });
  expect(await everything(lease)).toBe(known);
});
