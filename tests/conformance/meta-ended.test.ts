import { afterAll, beforeAll, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import { askGraph, connect, startWorld, type Wire, type World } from "./meta-world";

let world: World;
let token: Secret;
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
  await world.control("POST", "limits", { callsPerHour: 10_000 });
  token = (await connect(world)).accessToken;
  account = (await world.truth(1)).accounts[0]?.externalId ?? "";
});
afterAll(() => world.stop());

const graph = (path: string, params: Record<string, string>) => askGraph(world, token, path, { params });
const range = (since: string, until: string) => ({ time_range: JSON.stringify({ since, until }) });

test("an account's insights leave archived and deleted ads out unless their status is filtered by", async () => {
  const params = { level: "ad", fields: "ad_id,spend", limit: "900", ...range("2026-10-25", "2026-11-21") };
  const read = (...value: string[]) =>
    graph(`${account}/insights`, {
      ...params,
      ...(value.length > 0 && {
        filtering: JSON.stringify([{ field: "ad.effective_status", operator: "IN", value }]),
      }),
    });
  const idsOf = (answer: Wire): string[] => answer.data.map((row: Wire) => row.ad_id);
  const { entities } = await world.truth(1);
  const statusOf = new Map(entities.map(({ externalId, status }) => [externalId, status]));
  const statuses = (answer: Wire) => new Set(idsOf(answer).map((id) => statusOf.get(id) ?? "gone"));
  const usual = await read();
  expect([statuses(usual).has("ARCHIVED"), statuses(usual).has("gone")]).toEqual([false, false]);
  expect(idsOf(usual).length).toBeGreaterThan(5);
  expect(statuses(await read("ARCHIVED"))).toEqual(new Set(["ARCHIVED"]));
  expect(statuses(await read("DELETED"))).toEqual(new Set(["gone"]));
  const [own] = idsOf(await read("ARCHIVED"));
  expect((await graph(`${own}/insights`, { ...params, level: "ad" })).data.length).toBe(1);
});

test("a status that a level does not have is refused", async () => {
  const filtering = JSON.stringify([
    { field: "campaign.effective_status", operator: "IN", value: ["ACTIVE", "CAMPAIGN_PAUSED"] },
  ]);
  const daily = { level: "campaign", fields: "spend", ...range("2026-11-20", "2026-11-20") };
  const refused = { code: 100, error_subcode: 1487561, message: "Invalid parameter" };
  expect((await graph(`${account}/insights`, { ...daily, filtering })).error).toMatchObject(refused);
  const listed = await graph(`${account}/campaigns`, { effective_status: '["DISAPPROVED"]' });
  expect(listed.error).toMatchObject(refused);
});
