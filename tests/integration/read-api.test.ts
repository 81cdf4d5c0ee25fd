import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionAccounts, dailyMetrics, entities, metricRevisions } from "@/drizzle/schema";
import { ExportQuery, ExportRow } from "@/lib/api/export";
import { RevisionsQuery, RevisionsResponse } from "@/lib/api/revisions";
import { fromMicros } from "@/lib/domain/money";
import { openExport, toCsv, toJson } from "@/lib/insights/export";
import { readMetrics } from "@/lib/insights/metrics";
import { listRevisions } from "@/lib/insights/revisions";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;
let secondRunId: string;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "read-api",
    at: "2026-06-10T15:00:00Z",
  });
  await world.sync();
  await world.advance(2 * 3_600);
  secondRunId = (await world.sync()).run.id;
});
afterAll(() => world.stop());

const revisions = async (query: Record<string, unknown>) =>
  RevisionsResponse.parse(
    await listRevisions(world.viewer, RevisionsQuery.parse({ connectionId: world.connectionId, ...query })),
  );
const textOf = async (texts: AsyncGenerator<string>) => {
  let all = "";
  for await (const text of texts) all += text;
  return all;
};
const open = (query: Record<string, unknown>, viewer = world.viewer) =>
  openExport(viewer, ExportQuery.parse(query), world.clock);

async function aRevisedCell() {
  const [row] = await world.read((tx) =>
    tx
      .select()
      .from(metricRevisions)
      .where(
        and(
          eq(metricRevisions.runId, secondRunId),
          eq(metricRevisions.metric, "spend"),
          isNotNull(metricRevisions.oldValue),
        ),
      )
      .limit(1),
  );
  if (!row) throw new Error("nothing was revised");
  return row;
}

test("a number's history is whole: each change with its run and cause, down to the first import", async () => {
  const cell = await aRevisedCell();
  const place = { level: cell.level, entityId: cell.entityExternalId, day: cell.date, metric: "spend" };
  const { revisions: history, nextCursor } = await revisions(place);
  const [newest, origin] = history;
  expect([history.length, nextCursor]).toEqual([2, null]);
  expect(newest).toMatchObject({
    old: fromMicros(cell.oldValue ?? 0n),
    new: fromMicros(cell.newValue ?? 0n),
    run_id: secondRunId,
    cause: cell.cause,
    age_days: cell.ageDays,
    currency: expect.stringMatching(/^[A-Z]{3}$/),
  });
  expect(Date.parse(newest?.observed_at ?? "")).toBe(cell.observedAt.getTime());
  expect(origin).toMatchObject({
    id: null,
    old: null,
    new: newest?.old,
    cause: "first_import",
    run_id: null,
  });
});

test("a number that never changed has one version: the first import", async () => {
  const cell = await aRevisedCell();
  const [row] = await world.read((tx) =>
    tx
      .select()
      .from(dailyMetrics)
      .where(and(eq(dailyMetrics.connectionId, world.connectionId), eq(dailyMetrics.date, "2026-05-01")))
      .limit(1),
  );
  const { revisions: history } = await revisions({
    level: row?.level,
    entityId: row?.entityExternalId,
    day: row?.date,
  });
  expect(history.map(({ cause }) => cause)).toEqual(history.map(() => "first_import"));
  expect(history.find(({ metric }) => metric === "impressions")?.new).toBe(String(row?.impressions));
  expect(history).toHaveLength(9);
  expect(
    (await revisions({ entityId: cell.entityExternalId })).revisions.every(({ id }) => id !== null),
  ).toBe(true);
});

test("pages of revisions give every change once, in order", async () => {
  const all = (await revisions({ level: "ad", limit: 200 })).revisions;
  const paged: typeof all = [];
  for (let cursor: string | undefined, page = 0; page < 100; page += 1) {
    const { revisions: rows, nextCursor } = await revisions({
      level: "ad",
      limit: 7,
      ...(cursor && { cursor }),
    });
    paged.push(...rows);
    if (!nextCursor || paged.length >= all.length) break;
    cursor = nextCursor;
  }
  expect(all.length).toBeGreaterThan(20);
  expect(paged.slice(0, all.length)).toEqual(all);
});

test("a connection of another workspace has no revisions and no export, only 404", async () => {
  const stranger = await createTestWorkspace();
  const { connectionId } = world;
  const missing = { code: "not_found", status: 404 };
  await expect(listRevisions(stranger, RevisionsQuery.parse({ connectionId }))).rejects.toMatchObject(
    missing,
  );
  await expect(open({ connectionId }, stranger)).rejects.toMatchObject(missing);
  await expect(open({ connectionId: "no-uuid" })).rejects.toMatchObject(missing);
});

test("an export as JSON holds every stored row of its level and days", async () => {
  const query = {
    connectionId: world.connectionId,
    level: "ad",
    from: "2026-03-01",
    to: "2026-06-11",
    format: "json",
  };
  const rows = ExportRow.array().parse(JSON.parse(await textOf(toJson((await open(query)).pages))));
  const stored = await world.read((tx) =>
    tx
      .select()
      .from(dailyMetrics)
      .where(and(eq(dailyMetrics.connectionId, world.connectionId), eq(dailyMetrics.level, "ad"))),
  );
  const line = (id: string, day: string, spend: string | null, clicks: unknown) =>
    `${id} ${day} ${spend} ${clicks}`;
  expect(rows.length).toBeGreaterThan(2_000);
  expect(rows.map((row) => line(row.entity_id, row.day, row.spend, row.clicks)).sort()).toEqual(
    stored
      .map((row) =>
        line(
          row.entityExternalId,
          row.date,
          row.spendMicros === null ? null : fromMicros(row.spendMicros),
          row.clicks,
        ),
      )
      .sort(),
  );
});

test("a CSV has a header, one line a row, and its default is the last 30 days of all connections", async () => {
  const { pages, from, to } = await open({ level: "account" });
  const lines = (await textOf(toCsv(pages))).split("\r\n");
  const accounts = (await world.truth()).accounts.length;
  expect([from, to]).toEqual(["2026-05-13", "2026-06-11"]);
  expect(lines[0]).toBe(Object.keys(ExportRow.shape).join(","));
  expect(lines.at(-1)).toBe("");
  expect(lines.length - 2).toBeGreaterThan(accounts * 25);
  expect(new Set(lines.slice(0, -1).map((row) => row.split(",").length)).size).toBe(1);
});

test("an export without rows is a header, or an empty list", async () => {
  const nothing = { level: "ad", from: "2020-01-01", to: "2020-01-02" };
  expect(await textOf(toCsv((await open(nothing)).pages))).toBe(
    `${Object.keys(ExportRow.shape).join(",")}\r\n`,
  );
  expect(JSON.parse(await textOf(toJson((await open(nothing)).pages)))).toEqual([]);
  expect(ExportQuery.safeParse({ from: "2026-02-02", to: "2026-02-01" }).success).toBe(false);
});

test("a name that is a formula leaves the export as text, and a negative profit as a number", async () => {
  const name = '=HYPERLINK("https://elsewhere.test","win")';
  const [campaign] = await world.read((tx) =>
    tx
      .update(entities)
      .set({ name })
      .where(and(eq(entities.connectionId, world.connectionId), eq(entities.kind, "campaign")))
      .returning({ id: entities.externalId }),
  );
  const csv = await textOf(toCsv((await open({ level: "campaign" })).pages));
  expect(csv).toContain(`,${campaign?.id},"'=HYPERLINK(""https://elsewhere.test"",""win"")",`);
  expect(csv).not.toContain(",=HYPERLINK");
  expect(csv).toMatch(/,-\d+\.\d+,/);
});

test("each day of the metrics says how final it is on the account's calendar", async () => {
  const query = { connectionId: world.connectionId, level: "account", groupBy: "entity_day" } as const;
  const { rows } = await readMetrics(world.viewer, { ...query, from: "2026-04-01" }, world.clock);
  const accounts = await world.read((tx) =>
    tx.select().from(connectionAccounts).where(eq(connectionAccounts.connectionId, world.connectionId)),
  );
  const berlin = accounts.find(({ timezone }) => timezone === "Europe/Berlin") ?? accounts[0];
  const finality = (day: string) =>
    rows.find((row) => row.day === day && row.entity_id === berlin?.externalId)?.finality;
  expect(["2026-06-10", "2026-06-08", "2026-05-13", "2026-05-12", "2026-05-01"].map(finality)).toEqual([
    "provisional",
    "settling",
    "settling",
    expect.stringMatching(/settling|final/),
    "final",
  ]);
  const whole = await readMetrics(world.viewer, { ...query, groupBy: "entity" }, world.clock);
  expect(whole.rows.map(({ finality: none }) => none)).toEqual(whole.rows.map(() => null));
});
