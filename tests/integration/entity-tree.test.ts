import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entities } from "@/drizzle/schema";
import { MetricsQuery } from "@/lib/api/numbers";
import type { Level } from "@/lib/domain/metric";
import { readMetrics } from "@/lib/insights/metrics";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

const size = { accounts: 1, campaigns: 3, adsets: 2, ads: 3 };
type Query = Partial<MetricsQuery> & { level: Level };

describe.each(["meta", "google", "linkedin"])("the tree of a connection of %s", (providerId) => {
  let world: SyncWorld;
  const ask = (query: Query, viewer = world.viewer) => {
    const whole = { groupBy: "entity", connectionId: world.connectionId, ...query } as const;
    return readMetrics(viewer, MetricsQuery.parse(whole), world.clock);
  };
  const idsOf = async (query: Query) => (await ask(query)).rows.map(({ entity_id }) => entity_id ?? "");
  /** An entity that holds some of `kind`, and their ids, as the provider lists them. */
  async function aFamily(kind: "adset" | "ad") {
    const listed = await world.read((tx) =>
      tx
        .select()
        .from(entities)
        .where(
          and(
            eq(entities.connectionId, world.connectionId),
            eq(entities.kind, kind),
            isNotNull(entities.parentExternalId),
          ),
        ),
    );
    const parentId = listed[0]?.parentExternalId ?? "";
    const ids = listed.filter(({ parentExternalId }) => parentExternalId === parentId);
    return { parentId, ids: ids.map(({ externalId }) => externalId).sort() };
  }

  beforeAll(async () => {
    world = await createSyncWorld({ providerId, seed: "tree", at: "2026-06-10T15:00:00Z", size });
    await world.sync();
  });
  afterAll(() => world?.stop());

  test("each row says how many it holds, and asking for those gives as many, with the way to them", async () => {
    const { rows: campaigns } = await ask({ level: "campaign" });
    expect(campaigns.some(({ children }) => children)).toBe(true);
    for (const campaign of campaigns) {
      const parentId = campaign.entity_id ?? "";
      const { rows: adsets, parents } = await ask({ level: "adset", parentId });
      expect([parentId, adsets.length]).toEqual([parentId, campaign.children]);
      const top = { level: "campaign", entity_id: parentId, entity_name: campaign.entity_name };
      if (campaign.children) expect(parents).toEqual([top]);
      for (const adset of adsets) {
        const below = await ask({ level: "ad", parentId: adset.entity_id ?? "" });
        expect(adset.parent_name).toBe(campaign.entity_name);
        expect([below.rows.length, below.rows.some(({ children }) => children)]).toEqual([
          adset.children,
          false,
        ]);
        expect(below.parents).toEqual([
          top,
          { level: "adset", entity_id: adset.entity_id, entity_name: adset.entity_name },
        ]);
      }
    }
  });

  test.each(["adset", "ad"] as const)("a parent's every %s is a row, and no other's", async (level) => {
    const { parentId, ids } = await aFamily(level);
    expect((await idsOf({ level, parentId })).sort()).toEqual(ids);
    const byDay = new Set(await idsOf({ level, parentId, groupBy: "entity_day" }));
    expect([...byDay].filter((id) => !ids.includes(id))).toEqual([]);
    expect(await idsOf({ level, parentId: "nobody" })).toEqual([]);
  });

  test("pages below a parent join to the whole, each row once", async () => {
    const { parentId } = await aFamily("ad");
    for (const groupBy of ["entity", "entity_day"] as const) {
      const query = { level: "ad", parentId, groupBy } as const;
      const whole = await ask(query);
      const rows: typeof whole.rows = [];
      let cursor: string | null | undefined;
      do {
        const page = await ask({ ...query, limit: 2, ...(cursor && { cursor }) });
        expect(page.rows.length).toBeLessThanOrEqual(2);
        rows.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor);
      expect(rows).toEqual(whole.rows);
      expect(rows.length).toBeGreaterThan(2);
    }
  });

  test("the days of a parent's children are the sums of theirs", async () => {
    const { parentId } = await aFamily("ad");
    const query = { level: "ad", parentId } as const;
    const clicks = ({ rows }: Awaited<ReturnType<typeof ask>>) =>
      rows.reduce((sum, row) => sum + (row.clicks ?? 0), 0);
    const all = clicks(await ask({ level: "ad", groupBy: "day" }));
    expect(clicks(await ask({ ...query, groupBy: "day" }))).toBe(clicks(await ask(query)));
    expect(clicks(await ask(query))).toBeLessThan(all);
  });

  test("another workspace is told of no child and no parent", async () => {
    const { parentId } = await aFamily("ad");
    const stranger = await createTestWorkspace();
    for (const groupBy of ["day", "entity", "entity_day"] as const)
      expect(await ask({ level: "ad", parentId, groupBy }, stranger)).toMatchObject({
        rows: [],
        parents: [],
      });
  });

  test("what a complete listing no longer shows is told to be deleted", async () => {
    const { parentId, ids } = await aFamily("ad");
    const gone = ids[0] ?? "";
    const isGone = and(eq(entities.connectionId, world.connectionId), eq(entities.externalId, gone));
    await world.read((tx) => tx.update(entities).set({ deletedAt: new Date() }).where(isGone));
    const { rows } = await ask({ level: "ad", parentId });
    const deleted = rows.filter(({ entity_status }) => entity_status === "DELETED");
    expect(deleted.map(({ entity_id }) => entity_id)).toEqual([gone]);
  });
});

test("a parent without its connection is refused", () => {
  expect(MetricsQuery.safeParse({ level: "ad", parentId: "1" }).error?.issues).toMatchObject([
    { path: ["connectionId"] },
  ]);
});
