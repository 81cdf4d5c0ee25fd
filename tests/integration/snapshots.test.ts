import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connections, entities, snapshotParts, snapshots, syncEvents } from "@/drizzle/schema";
import { Snapshot } from "@/lib/api/snapshot";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { getSnapshot } from "@/lib/insights/snapshot";
import { simulator } from "@/lib/providers/meta/simulator";
import { assembleSnapshot } from "@/lib/sync/assemble";
import { cancelSync } from "@/lib/sync/cancel";
import { keptSnapshots } from "@/lib/sync/persist";
import { micros, storedTables, tablesOf } from "../support/snapshot-tables";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;
let firstRunId: string;
const folder = mkdtempSync(join(tmpdir(), "freshet-snapshots-"));

beforeAll(async () => {
  env().FRESHET_SNAPSHOT_DIR = folder;
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "snapshots",
    at: "2026-06-10T15:00:00Z",
  });
  firstRunId = (await world.sync()).run.id;
});
afterAll(async () => {
  env().FRESHET_SNAPSHOT_DIR = undefined;
  rmSync(folder, { recursive: true });
  await world.stop();
});

async function download(syncId?: string): Promise<Buffer> {
  const { read } = await getSnapshot(world.viewer, world.connectionId, syncId);
  const pieces: Uint8Array[] = [];
  for await (const piece of read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
const parse = (bytes: Buffer) => Snapshot.parse(JSON.parse(gunzipSync(bytes).toString()));
const storedRunIds = async () =>
  (
    await world.read((tx) =>
      tx
        .select({ runId: snapshots.runId })
        .from(snapshots)
        .where(eq(snapshots.connectionId, world.connectionId)),
    )
  ).map(({ runId }) => runId);

test("a run that changed something keeps a snapshot that is equal to the stored tables", async () => {
  const snapshot = parse(await download());
  const stored = await storedTables(world);
  expect(stored.metrics.length).toBeGreaterThan(1_000);
  expect(tablesOf(snapshot)).toEqual(stored);
  expect(snapshot).toMatchObject({ version: 1, provider: "meta", generated_at: world.clock().toISOString() });
  const text = gunzipSync(await download()).toString();
  for (const secret of [world.viewer.workspaceId, world.connectionId, firstRunId, "EAA"])
    expect(text).not.toContain(secret);
});

test("profit is in the snapshot as revenue less spend", async () => {
  const rows = parse(await download()).accounts.flatMap(({ account_metrics }) => account_metrics);
  const off = rows.filter(({ revenue, spend, profit }) => {
    const [r, s, p] = [revenue, spend, profit].map(micros);
    return r != null && s != null && p !== r - s;
  });
  expect([rows.length > 100, off]).toEqual([true, []]);
});

test("it is told in two events before the run is done", async () => {
  const events = await world.read((tx) =>
    tx.select().from(syncEvents).where(eq(syncEvents.runId, firstRunId)).orderBy(syncEvents.seq),
  );
  expect(events.slice(-3).map(({ step }) => step)).toEqual(["assemble", "persist", "done"]);
  expect(events.at(-3)?.detail).toMatch(/^Snapshot assembled: [\d,]+ rows validated$/);
  expect(events.at(-2)?.detail).toMatch(/^Snapshot saved: [\d,]+ KB compressed$/);
});

test("its checksum, size and counts are stored, its parts are gone, and the file holds the same bytes", async () => {
  const bytes = await download(firstRunId);
  const [row] = await world.read((tx) =>
    tx
      .select()
      .from(snapshots)
      .where(and(eq(snapshots.connectionId, world.connectionId), eq(snapshots.runId, firstRunId))),
  );
  expect(row).toMatchObject({
    sizeBytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  const stored = await storedTables(world);
  const counted = Object.entries(row?.rowCounts ?? {});
  const metricsCounted = counted
    .filter(([name]) => name.endsWith("_metrics"))
    .reduce((sum, [, rows]) => sum + rows, 0);
  expect(metricsCounted).toBe(stored.metrics.length);
  expect(await world.read((tx) => tx.select().from(snapshotParts))).toEqual([]);
  expect(readFileSync(join(folder, world.connectionId, `${firstRunId}.json.gz`)).equals(bytes)).toBe(true);
});

test("a run that changed nothing takes no snapshot and no step for it", async () => {
  const { step } = await world.sync();
  expect(step.ids.filter((id) => /assemble|persist/.test(id))).toEqual([]);
  expect(await storedRunIds()).toEqual([firstRunId]);
});

const leaseOf = async (runId: string) => {
  const { connectionId, viewer } = world;
  const [row] = await world.read((tx) =>
    tx.select().from(connections).where(eq(connections.id, connectionId)),
  );
  return { workspaceId: viewer.workspaceId, connectionId, runId, fence: row?.fence ?? 0 };
};
const partsOf = (runId: string) =>
  world.read((tx) => tx.select().from(snapshotParts).where(eq(snapshotParts.runId, runId)));

test("assembled in several turns, one after a crash, it is one document and one gzip member", async () => {
  await world.advance(26 * 3_600);
  const { runId } = await world.request("full");
  let turns = 0;
  const { status } = await world.runNow(runId, undefined, async (id) => {
    if (id !== "assemble") return;
    const lease = await leaseOf(runId);
    for (; turns < 2; turns += 1)
      expect(await assembleSnapshot(lease, { clock: world.clock, budgetMs: 0 })).toMatchObject({
        state: "more",
      });
    expect(await partsOf(runId)).toHaveLength(2);
  });
  expect([status, turns]).toEqual(["succeeded", 2]);
  const bytes = await download(runId);
  const held = tablesOf(parse(bytes));
  const stored = await storedTables(world);
  const firstDays = new Map(parse(bytes).accounts.map(({ external_id, from }) => [external_id, from]));
  const isHeld = (line: string) => {
    const [account = "", , , day = ""] = line.split(" ");
    return day >= (firstDays.get(account) ?? "");
  };
  expect(stored.metrics.filter((line) => !isHeld(line)).length).toBeGreaterThan(0);
  expect(held.metrics).toEqual(stored.metrics.filter(isHeld));
  expect(held.entities).toEqual(stored.entities);
  const members = bytes.toString("latin1").split("\x1f\x8b\x08\x00\x00\x00\x00\x00").length - 1;
  expect(members).toBe(1);
});

test.each(["assemble", "persist"])(
  "a run cancelled before %s keeps no snapshot and ends cancelled",
  async (place) => {
    await world.advance(3 * 3_600);
    const before = await storedRunIds();
    const { runId } = await world.request();
    const { result, status } = await world.runNow(runId, undefined, async (id) => {
      if (id === place) await cancelSync(world.viewer, runId, world.clock);
    });
    expect([result, status]).toEqual([{ state: "ended", status: "cancelled" }, "cancelled"]);
    expect(await storedRunIds()).toEqual(before);
  },
);

test("what a cancelled run changed is in the next snapshot, even when the next run changes nothing", async () => {
  const { run } = await world.sync();
  expect(run.inserted + run.updated + run.deleted).toBe(0);
  expect(await storedRunIds()).toContain(run.id);
  expect(await world.read((tx) => tx.select().from(snapshotParts))).toEqual([]);
});

test("a scheduled run takes a snapshot only when the newest is an hour old", async () => {
  const scheduled = async () => world.runNow((await world.request("incremental", "schedule")).runId);
  await world.advance(1_800);
  const soon = await scheduled();
  await world.advance(1_900);
  const later = await scheduled();
  expect([soon.run.updated > 0, later.run.updated > 0]).toEqual([true, true]);
  expect(await storedRunIds()).not.toContain(soon.run.id);
  expect(await storedRunIds()).toContain(later.run.id);
});

test("the newest ten are kept, in Postgres and as files", async () => {
  const { workspaceId } = world.viewer;
  const old = Array.from({ length: 12 }, (_, index) => `sync_${String(index).padStart(26, "0")}`);
  await world.read((tx) =>
    tx.insert(snapshots).values(
      old.map((runId) => ({
        id: newId(),
        workspaceId,
        connectionId: world.connectionId,
        runId,
        bytes: Buffer.from("old"),
        sizeBytes: 3,
        sha256: "",
        rowCounts: {},
        createdAt: world.clock(),
      })),
    ),
  );
  const place = join(folder, world.connectionId);
  for (const runId of old) writeFileSync(join(place, `${runId}.json.gz`), "old");
  await world.advance(3 * 3_600);
  const { run } = await world.sync();
  const kept = await storedRunIds();
  expect([kept.length, kept.includes(run.id), kept.includes(old[0] ?? "")]).toEqual([
    keptSnapshots,
    true,
    false,
  ]);
  const files = readdirSync(place).map((name) => name.replace(".json.gz", ""));
  expect(files.filter((name) => !kept.includes(name))).toEqual([]);
});

test("a snapshot that does not pass its schema is not kept; the run succeeds and says so", async () => {
  await world.advance(3 * 3_600);
  const { connectionId, viewer } = world;
  const broken = { connectionId, workspaceId: viewer.workspaceId, kind: "ad", externalId: "" };
  const [account] = (await world.truth()).accounts;
  const accountExternalId = account?.externalId ?? "";
  await world.read((tx) =>
    tx.insert(entities).values({ ...broken, accountExternalId, name: "no id", status: "UNKNOWN" }),
  );
  const { run, status } = await world.sync();
  expect([status, run.errorCode]).toEqual(["succeeded", null]);
  expect(await storedRunIds()).not.toContain(run.id);
  const events = await world.read((tx) =>
    tx.select().from(syncEvents).where(eq(syncEvents.runId, run.id)).orderBy(syncEvents.seq),
  );
  expect(events.at(-2)).toMatchObject({
    step: "persist",
    detail: expect.stringContaining("could not be saved"),
  });
});

test("another workspace, another id and a run without one are 404", async () => {
  const stranger = await createTestWorkspace();
  const none = { code: "not_found", status: 404 };
  await expect(getSnapshot(stranger, world.connectionId)).rejects.toMatchObject(none);
  await expect(getSnapshot(world.viewer, "no-uuid")).rejects.toMatchObject(none);
  await expect(getSnapshot(world.viewer, world.connectionId, "sync_unknown")).rejects.toMatchObject(none);
});
