import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { Secret } from "@/lib/core/secret";
import type { StreamName } from "@/lib/providers/contract";
import {
  comparable,
  connect,
  contextOf,
  linkedin,
  monthSlicesOf,
  readAll,
  type Slice,
  slicesOf,
  startWorld,
  type World,
  weekOf,
} from "./linkedin-world";

let world: World;
let token: Secret;
let slice: Slice;

beforeAll(async () => {
  world = await startWorld({ seed: "faults" });
  token = (await connect(world)).accessToken;
  slice = await weekOf(world);
});
beforeEach(async () => {
  await world.control("DELETE", "faults");
});
afterAll(() => world.stop());

const read = async (stream: StreamName, cursor: string | null = null) =>
  linkedin.streams[stream]?.(await contextOf(world, token), { ...slice, cursor });
const thrown = (pending: Promise<unknown>): Promise<AppError> =>
  pending.then(
    () => Promise.reject(new Error("it did not fail")),
    (error) => error,
  );

test.each([
  ["http", { status: 500 }, "provider_transient.http_500"],
  ["http", { status: 502 }, "provider_transient.http_502"],
  ["unavailable", {}, "provider_transient.http_503"],
  ["internal", {}, "provider_transient.http_500"],
  ["html", {}, "provider_bug.html"],
  ["truncated", {}, "provider_transient.truncated"],
  ["reset", {}, "provider_transient.network"],
  ["redirect", {}, "provider_bug.redirect"],
  ["expired", {}, "needs_reauth.expired"],
  ["revoked", {}, "needs_reauth.revoked"],
  ["permission", {}, "permission_lost.access_denied"],
  ["missing", {}, "permission_lost.missing"],
  ["retired_version", {}, "config_invalid.version"],
  ["app_quota", {}, "rate_limited_daily.app"],
  ["member_quota", {}, "rate_limited_daily.member"],
  ["data_quota", {}, "rate_limited.data"],
  ["error_200", {}, "rate_limited.http_429"],
  ["answer", { status: 200, body: { rows: [] } }, "provider_bug.envelope"],
])("%s %j is %s, once", async (kind, params, code) => {
  await world.fault(kind, { route: "*adCampaigns", times: 1, params });
  expect((await thrown(read("adsets"))).code).toBe(code);
  expect((await read("adsets"))?.rows.length).toBeGreaterThan(0);
});

describe("an allowance that is used up", () => {
  const midnight = Date.parse("2026-11-22T00:05:00Z");
  const now = Date.parse("2026-11-21T10:17:00Z");
  test.each([
    ["app_quota", {}, midnight, /^linkedin:app:adCampaigns$/],
    ["member_quota", {}, midnight, /^linkedin:member:[0-9a-f]{16}:adCampaigns$/],
    ["data_quota", {}, now + 330_000, /^linkedin:account:\d+$/],
    ["rate_limited", { retryAfter: "120" }, now + 120_000, /^linkedin:account:\d+$/],
    ["rate_limited", {}, now + 60_000, /^linkedin:account:\d+$/],
    ["rate_limited", { retryAfter: "soon" }, now + 60_000, /^linkedin:account:\d+$/],
  ])("%s %j is waited for until %s and shuts what it concerns alone", async (kind, params, until, scope) => {
    await world.fault(kind, { route: "*adCampaigns", times: 1, params });
    const context = await contextOf(world, token);
    const error = await thrown(
      Promise.resolve(linkedin.streams.adsets?.(context, { ...slice, cursor: null })),
    );
    expect(error.until?.getTime()).toBe(until);
    expect(context.usage.length).toBe(1);
    expect(context.usage[0]).toMatchObject({ usedPercent: 100, regainAt: error.until });
    expect(context.usage[0]?.scope.key).toMatch(scope);
    expect(context.spent.flat()).toContain(context.usage[0]?.scope.key);
  });

  test("comes after as many calls of one endpoint as a member has, and back at midnight UTC", async () => {
    const own = await startWorld({ seed: "quota" });
    const grant = await connect(own);
    await own.control("POST", "limits", { memberCallsPerDay: 2 });
    const context = await contextOf(own, grant.accessToken);
    const list = () => linkedin.listAccounts(context);
    await list();
    await list();
    expect((await thrown(list())).code).toBe("rate_limited_daily.member");
    await own.control("POST", "limits", { memberCallsPerDay: 100, appCallsPerDay: 2 });
    expect((await thrown(list())).code).toBe("rate_limited_daily.app");
    await own.advance(13 * 3_600 + 43 * 60);
    expect((await list()).length).toBe(3);
    await own.stop();
    world.enter();
  });
});

test("a version that is over is refused as LinkedIn does, whoever asks", async () => {
  process.env.LINKEDIN_API_VERSION = "202309";
  expect((await thrown(read("campaigns"))).code).toBe("config_invalid.version");
  delete process.env.LINKEDIN_API_VERSION;
  const later = await startWorld({ at: "2027-08-14T10:00:00Z" });
  const grant = await connect(later);
  expect((await linkedin.listAccounts(await contextOf(later, grant.accessToken))).length).toBe(3);
  await later.advance(3 * 86_400);
  expect((await thrown(linkedin.listAccounts(await contextOf(later, grant.accessToken)))).code).toBe(
    "config_invalid.version",
  );
  await later.stop();
  world.enter();
});

describe("rows", () => {
  test.each([
    ["id", undefined, "id"],
    ["id", "x", "id"],
    ["name", "a\u0000b", "name"],
    ["name", "\ud83d", "name"],
    ["name", ["x"], "name"],
  ])("a campaign whose %s is %j is kept aside, the others land", async (field, value, told) => {
    const whole = (await read("adsets"))?.rows.length ?? 0;
    await world.fault("malformed_row", { params: { field, value } });
    const page = await read("adsets");
    expect(page?.rows.length).toBe(whole - 1);
    expect(page?.rejected.map((row) => row.field)).toEqual([told]);
  });

  const day = { year: 2026, month: 2, day: 30 };
  const january = { start: { year: 2026, month: 1, day: 1 }, end: { year: 2026, month: 1, day: 31 } };
  test.each([
    ["costInLocalCurrency", "1,234.56"],
    ["costInLocalCurrency", "1e308"],
    ["impressions", -5],
    ["clicks", "9223372036854775808000"],
    ["dateRange", { start: day, end: day }],
    ["dateRange", january],
    ["pivotValues", ["urn:li:sponsoredCampaignGroup:1"]],
    ["pivotValues", []],
  ])("a day whose %s is %j is kept aside, the others land", async (field, value) => {
    await world.fault("malformed_row", { route: "*adAnalytics", params: { field, value, index: 3 } });
    const { rows, rejected } = await readAll(await contextOf(world, token), "adset_metrics", slice);
    expect(rows.length).toBeGreaterThan(20);
    expect(rejected.length).toBe(1);
  });

  test("of another account are never taken", async () => {
    await world.fault("wrong_account");
    for (const stream of ["campaigns", "adsets", "ads", "creatives", "account_metrics"] as const) {
      const { rows, rejected } = await readAll(await contextOf(world, token), stream, slice);
      expect(rows).toEqual([]);
      expect(new Set(rejected.map(({ reason }) => reason))).toEqual(new Set(["belongs to another account"]));
    }
  });
});

describe("names", () => {
  test("posts nobody lets us read leave other names, and cost one question each time they are new", async () => {
    const own = await startWorld({ seed: "denied" });
    const grant = await connect(own);
    const context = await contextOf(own, grant.accessToken);
    await own.fault("permission", { route: "*rest/posts*" });
    const truth = await own.truth(1);
    const [mine] = slicesOf(truth, truth.accounts[0]?.externalId ?? "");
    if (!mine) throw new Error("no slice");
    const { rows, rejected } = await readAll(context, "creatives", mine);
    expect(rejected).toEqual([]);
    expect(rows.length).toBe(
      truth.entities.filter((e) => e.kind === "creative" && e.accountExternalId === mine.accountExternalId)
        .length,
    );
    const names = rows.map((row) => (row as { name: string }).name);
    expect(names.every((name) => name.length > 0)).toBe(true);
    expect(names.some((name) => name.startsWith("urn:li:share:"))).toBe(true);
    const asked = async () => (await own.calls()).filter(({ path }) => path.includes("posts")).length;
    const before = await asked();
    await readAll(context, "creatives", mine);
    expect(await asked()).toBe(before);
    await own.stop();
    world.enter();
  });

  test("audiences whose names cannot be looked up are kept under their ids", async () => {
    const own = await startWorld({ seed: "nameless" });
    const context = await contextOf(own, (await connect(own)).accessToken);
    await own.fault("permission", { route: "*adTargetingEntities", times: 1 });
    const truth = await own.truth(40);
    const [mine] = monthSlicesOf(truth, truth.accounts[0]?.externalId ?? "");
    if (!mine) throw new Error("no slice");
    const { rows } = await readAll(context, "demographics", mine);
    expect(rows.length).toBeGreaterThan(20);
    await own.stop();
    world.enter();
  });
});

test("an empty page with a next one is not the end, and no row comes twice", async () => {
  const { rows } = await readAll(await contextOf(world, token), "ads", slice);
  await world.fault("empty_page", { route: "*creatives", times: 3 });
  const again = await readAll(await contextOf(world, token), "ads", slice);
  expect(comparable(again.rows)).toEqual(comparable(rows));
  expect(again.cursors.length).toBe(3);
});

test("a cursor that does not move comes back as it is, for the engine's guard to see", async () => {
  await world.fault("cursor_loop", { route: "*creatives" });
  const first = await read("ads");
  expect((await read("ads", first?.cursor ?? null))?.cursor).toBe(first?.cursor);
});
