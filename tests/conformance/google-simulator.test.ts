import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Truth } from "@/lib/providers/contract";
import { contextOf, google, moments, readAll, sliceOf, startWorld, type World } from "./google-world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "limits", { unmetered: true });
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
});
afterAll(() => world.stop());

const truthOf = (query: string) => world.control<Truth>("GET", `truth?${query}`);
const byKey = ({ metrics }: Truth) => new Map(metrics.map((row) => [`${row.externalId} ${row.day}`, row]));

describe("time", () => {
  test("a world that stands still is the same whenever it is asked; another seed is another world", async () => {
    const truth = await truthOf("days=20");
    expect(await truthOf("days=20")).toEqual(truth);
    const other = await startWorld({ seed: "another" });
    expect((await other.truth(1)).accounts[0]?.externalId).not.toBe(truth.accounts[0]?.externalId);
    await other.stop();
    const again = await startWorld({ seed: "simulator" });
    expect((await again.control<Truth>("GET", "truth?days=20")).metrics).toEqual(truth.metrics);
    await again.stop();
    process.env.GOOGLE_ADS_API_BASE_URL = world.url;
    process.env.GOOGLE_ADS_TOKEN_BASE_URL = world.url;
    process.env.GOOGLE_ADS_CONSENT_BASE_URL = world.url;
  });

  test("today's numbers grow with the minutes and never shrink", async () => {
    const { accounts } = await world.truth(1);
    const spends: bigint[] = [];
    for (let hour = 0; hour < 8; hour += 1) {
      const { metrics } = await truthOf(`days=1&account=${accounts[0]?.externalId}`);
      spends.push(BigInt(metrics.find(({ level }) => level === "account")?.spendMicros ?? "0"));
      await world.control("POST", "advance", { seconds: 3_600 });
    }
    expect(spends.every((spend, index) => index === 0 || spend > (spends[index - 1] ?? 0n))).toBe(true);
  });

  test("conversions of a past day come in for 30 days; then the day is frozen", async () => {
    const before = byKey(await truthOf("days=60"));
    await world.control("POST", "advance", { seconds: 3 * 86_400 });
    const after = byKey(await truthOf("days=63"));
    const ageOf = (day: string) => (Date.parse("2026-11-21") - Date.parse(day)) / 86_400_000;
    const changed = [...before].filter(
      ([key, row]) => JSON.stringify(after.get(key)) !== JSON.stringify(row),
    );
    const ages = new Set(changed.map(([, { day }]) => ageOf(day)));
    expect([...ages].sort((a, b) => a - b).slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...ages)).toBeGreaterThan(20);
    expect(Math.max(...ages)).toBeLessThanOrEqual(google.limits.restatementDays + 1);
  });

  test("things come, pause and are removed; what was removed stays listed and its days stay", async () => {
    const before = await truthOf("days=1");
    await world.control("POST", "advance", { seconds: 120 * 86_400 });
    const after = await truthOf("days=150");
    const statusOf = new Map(
      after.entities.map(({ kind, externalId, status }) => [kind + externalId, status]),
    );
    const gone = before.entities.filter(({ kind, externalId }) => !statusOf.has(kind + externalId));
    expect(gone).toEqual([]);
    expect(after.entities.length).toBeGreaterThan(before.entities.length);
    const removed = before.entities.filter(
      ({ kind, externalId, status }) =>
        kind === "ad" && status === "ENABLED" && statusOf.get(kind + externalId) === "REMOVED",
    );
    expect(removed.length).toBeGreaterThan(0);
    const days = after.metrics.filter(({ externalId }) => externalId === removed[0]?.externalId);
    expect(days.length).toBeGreaterThan(5);
  });
});

test("Performance Max has asset groups with days of their own, and neither ad groups nor ads", async () => {
  const { entities, metrics } = await truthOf("days=10");
  const isAssetGroup = ({ externalId }: { externalId: string }) => externalId.startsWith("assetGroups/");
  const assetGroups = entities.filter(isAssetGroup);
  const campaigns = new Set(assetGroups.map(({ parentExternalId }) => parentExternalId));
  expect(campaigns.size).toBeGreaterThan(0);
  const groups = entities.filter((entity) => entity.kind === "adset" && !isAssetGroup(entity));
  expect(groups.some(({ parentExternalId }) => campaigns.has(parentExternalId))).toBe(false);
  const ads = entities.filter(({ kind }) => kind === "ad");
  const groupIds = new Set(groups.map(({ externalId }) => externalId));
  expect(ads.every(({ parentExternalId }) => groupIds.has(parentExternalId ?? ""))).toBe(true);
  expect(metrics.filter(isAssetGroup).length).toBeGreaterThan(10);
  const spend = (level: string) =>
    metrics.filter((row) => row.level === level).reduce((sum, row) => sum + BigInt(row.spendMicros ?? 0), 0n);
  expect(spend("campaign")).toBe(spend("account"));
  expect(spend("adset")).toBe(spend("account"));
  expect(spend("ad")).toBeLessThan(spend("account"));
});

test("without the manager's id a customer below it is refused; the client finds the manager by itself", async () => {
  const truth = await truthOf("days=1");
  const context = await contextOf(world);
  const [managed, own] = truth.accounts.map(({ externalId }) => externalId);
  const ask = async (customer: string | undefined, login?: string) => {
    const headers: Record<string, string> = {
      authorization: `Bearer ${context.accessToken.reveal()}`,
      ...(login && { "login-customer-id": login }),
    };
    const path = `/v25/customers/${customer}/googleAds:search`;
    const body = JSON.stringify({ query: "SELECT customer.id FROM customer" });
    return (await fetch(`${world.url}${path}`, { method: "POST", headers, body })).status;
  };
  expect([await ask(managed), await ask(managed, managed), await ask(own)]).toEqual([403, 403, 200]);
  const { rows } = await readAll(context, "campaigns", sliceOf(truth, managed));
  expect(rows.length).toBeGreaterThan(0);
});

test("a retired version, an unknown field and a retried page are named for what they are", async () => {
  const truth = await truthOf("days=1");
  const context = await contextOf(world);
  const code = (stream: "campaigns" | "ads") =>
    readAll(context, stream, sliceOf(truth)).then(
      () => "none",
      (error) => error.code,
    );
  await world.fault("unknown_field", {
    on: "data",
    route: "*:search",
    params: { field: "ad_group_ad.wish" },
  });
  expect(await code("ads")).toBe("config_invalid.unrecognized_field.ad_group_ad.wish");
  await world.control("DELETE", "faults");
  process.env.GOOGLE_ADS_API_VERSION = "v19";
  expect(await code("campaigns")).toBe("config_invalid.version");
  delete process.env.GOOGLE_ADS_API_VERSION;
  await world.fault("partial_failure", { on: "data", route: "*:search" });
  expect(await code("campaigns")).toBe("config_invalid.required");
});

test("a range Google finds too wide is asked in smaller pieces; a week is answered", async () => {
  const truth = await truthOf("days=1");
  const context = await contextOf(world);
  await world.fault("too_much_data", { on: "data" });
  const read = (size: number) =>
    readAll(context, "campaign_metrics", sliceOf(truth, undefined, { size })).then(
      ({ rows }) => (rows.length > 0 ? "rows" : "none"),
      (error) => error.code,
    );
  expect([await read(30), await read(7)]).toEqual(["too_much_data.date_range_too_wide", "rows"]);
});

test("a thousand campaigns and more than fifteen thousand ads are listed and measured page by page", async () => {
  const big = await startWorld({ seed: "big?accounts=1&campaigns=1000&adsets=4&ads=5" });
  await big.control("POST", "limits", { unmetered: true });
  const context = await contextOf(big);
  const [account] = await google.listAccounts(context);
  if (!account) throw new Error("no account");
  const truth = { now: moments.autumn, accounts: [account], entities: [], metrics: [], demographics: [] };
  const slice = sliceOf(truth, account.externalId, { days: 1 });
  const { rows: ads } = await readAll(context, "ads", slice);
  const { rows: days, cursors } = await readAll(context, "ad_metrics", slice);
  expect(ads.length).toBeGreaterThan(15_000);
  expect(days.length).toBeGreaterThan(9_000);
  expect(cursors.length).toBeGreaterThanOrEqual(Math.floor((days.length - 1) / 10_000));
  await big.stop();
});
