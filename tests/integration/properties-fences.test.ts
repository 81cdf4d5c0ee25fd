import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rowsOf, withWorker } from "@/lib/db/transaction";
import { beginRun } from "@/lib/sync/begin";
import { cancelSync } from "@/lib/sync/cancel";
import { landPage, noteWaiting } from "@/lib/sync/land-page";
import { giveUpSlice } from "@/lib/sync/react-to";
import { reconcileRuns } from "@/lib/sync/reconcile";
import { requestSync } from "@/lib/sync/request";
import { settle } from "@/lib/sync/settle";
import { openSlice, type SliceState } from "@/lib/sync/slice-state";
import { splitSlice } from "@/lib/sync/split-slice";
import type { Lease } from "@/lib/sync/step";
import { type BareConnection, beginTestRun, createBareConnection, testNow } from "../support/bare-connection";

const muchLater = () => new Date(testNow.getTime() + 3_600_000);

/** A digest of every row of the workspace, with the transaction that wrote it: any write at all changes it. */
async function everyRow({ viewer }: BareConnection): Promise<unknown> {
  return withWorker(viewer, async (tx) => {
    const tables = await rowsOf<{ name: string }>(
      tx,
      sql`select relname as name from pg_class where relrowsecurity and relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
          and not relispartition order by 1`,
    );
    const digests: Record<string, unknown> = {};
    for (const { name } of tables) {
      const [row] = await rowsOf<{ digest: string; rows: number }>(
        tx,
        sql`select count(*)::int as rows, md5(coalesce(string_agg(t.xmin::text || t.ctid::text, ',' order by t.ctid), '')) as digest
            from ${sql.identifier(name)} t`,
      );
      digests[name] = row;
    }
    return digests;
  });
}

/** Everything a step that still runs may try with the lease it was given. */
async function actAsZombie(lease: Lease, position: number, slice: SliceState) {
  const clock = () => testNow;
  const page = { rows: [], rejected: [], cursor: null };
  const landing = { lease, slice, page, calls: 1, at: testNow };
  const attempts = [
    () => withWorker(lease, (tx) => landPage(tx, landing)),
    () => withWorker(lease, (tx) => landPage(tx, { ...landing, page: { ...page, cursor: "next" } })),
    () => withWorker(lease, (tx) => noteWaiting(tx, landing)),
    () => withWorker(lease, (tx) => openSlice(tx, lease, position, testNow)),
    () => splitSlice({ lease, slice, calls: 1, at: testNow }),
    () => giveUpSlice(lease, position, testNow),
    () => settle(lease, { part: 1, clock }),
    () => settle(lease, { part: 1, clock, error: { code: "internal", message: "Lost.", fix: null } }),
  ];
  const outcomes: unknown[] = [];
  for (const attempt of attempts) outcomes.push(await attempt().catch((error) => error.code));
  return outcomes;
}

async function begin() {
  const connection = await createBareConnection();
  const { lease, slices } = await beginTestRun(connection);
  const planned = slices.find(({ key }) => key.startsWith("campaign_metrics:"));
  if (!planned) throw new Error("no slice of campaign metrics was planned");
  const slice = await withWorker(lease, (tx) => openSlice(tx, lease, planned.position, testNow));
  return { connection, lease, slice, position: planned.position };
}

test("a step whose run was cancelled writes no row, whatever it still tries", async () => {
  const { connection, lease, slice, position } = await begin();
  await cancelSync(connection.viewer, lease.runId, () => testNow);
  const before = await everyRow(connection);
  await actAsZombie(lease, position, slice);
  expect(await everyRow(connection)).toEqual(before);
});

test("a step whose run went on in a later part writes no row, and the later part does not notice", async () => {
  const { connection, lease, slice, position } = await begin();
  expect((await reconcileRuns(async () => undefined, muchLater)).resumed).toBeGreaterThanOrEqual(1);
  const { workspaceId, runId } = lease;
  const next = await beginRun({ workspaceId, runId, part: 2, executorRunId: "second" }, muchLater);
  expect(next).toMatchObject({ go: true, lease: { runId } });
  const before = await everyRow(connection);
  await actAsZombie(lease, position, slice);
  expect(await everyRow(connection)).toEqual(before);
  if (!next.go) return;
  const reopened = await withWorker(lease, (tx) => openSlice(tx, next.lease, position, testNow));
  const page = { rows: [], rejected: [], cursor: null };
  const landed = withWorker(lease, (tx) =>
    landPage(tx, { lease: next.lease, slice: reopened, page, calls: 1, at: testNow }),
  );
  await expect(landed).resolves.toMatchObject({ cursor: null });
});

test("a step of a cancelled run does not disturb the run that came after it", async () => {
  const { connection, lease, slice, position } = await begin();
  await cancelSync(connection.viewer, lease.runId, () => testNow);
  await requestSync(connection.viewer, { connectionId: connection.connectionId });
  const second = await beginTestRun(connection);
  await withWorker(lease, (tx) => openSlice(tx, second.lease, position, testNow));
  const before = await everyRow(connection);
  await actAsZombie(lease, position, slice);
  expect(await everyRow(connection)).toEqual(before);
});
