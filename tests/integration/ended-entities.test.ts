import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { dailyMetrics, entities } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import { type DailyMetric, noMeasures } from "@/lib/domain/metric";
import { landPage } from "@/lib/sync/land-page";
import { openSlice } from "@/lib/sync/slice-state";
import { createStubs, writeEntities } from "@/lib/sync/write-entities";
import { writeMetrics } from "@/lib/sync/write-metrics";
import { beginTestRun, createBareConnection, testNow } from "../support/bare-connection";

const accountExternalId = "act_1";
const listed = (externalId: string, status: string) => ({
  ...{ kind: "campaign" as const, externalId, accountExternalId, parentExternalId: null },
  ...{ name: externalId, status, attributes: {} },
});
const spent = (externalId: string, day: string): DailyMetric => ({
  ...noMeasures,
  ...{ level: "campaign", externalId, accountExternalId, day, spendMicros: 1_000_000n },
});

/** What is stored of five campaigns after a complete answer that leaves all of them out. */
async function afterAnEmptyAnswer(): Promise<Record<string, bigint | null>> {
  const { lease, slices } = await beginTestRun(await createBareConnection());
  const planned = slices.find(({ key }) => key.startsWith("campaign_metrics:"));
  if (!planned) throw new Error("no slice of campaign metrics was planned");
  const slice = await withWorker(lease, (tx) => openSlice(tx, lease, planned.position, testNow));
  const ids = ["running", "paused", "archived", "gone", "never-listed"];
  await withWorker(lease, async (tx) => {
    const known = [listed("running", "ACTIVE"), listed("paused", "PAUSED"), listed("archived", "ARCHIVED")];
    await writeEntities(tx, lease, [...known, listed("gone", "ACTIVE")]);
    const gone = and(eq(entities.connectionId, lease.connectionId), eq(entities.externalId, "gone"));
    await tx.update(entities).set({ deletedAt: testNow }).where(gone);
  });
  const rows = ids.map((id) => spent(id, slice.to));
  const revision = {
    lease,
    level: "campaign",
    cause: "growth_or_late" as const,
    today: slice.to,
    at: testNow,
  };
  await withWorker(lease, async (tx) => {
    await createStubs(tx, lease, "campaign", rows);
    await writeMetrics(tx, { rows, revision, isFirstImport: true });
  });
  const page = { rows: [], rejected: [], cursor: null };
  await withWorker(lease, (tx) => landPage(tx, { lease, slice, page, calls: 1, at: testNow }));
  const stored = await withWorker(lease, (tx) =>
    tx.select().from(dailyMetrics).where(eq(dailyMetrics.connectionId, lease.connectionId)),
  );
  return Object.fromEntries(stored.map((row) => [row.entityExternalId, row.spendMicros]));
}

test("what an archived or deleted campaign spent stays when its vendor no longer tells of it", async () => {
  expect(await afterAnEmptyAnswer()).toEqual({
    ...{ running: 0n, paused: 0n },
    ...{ archived: 1_000_000n, gone: 1_000_000n, "never-listed": 1_000_000n },
  });
});
