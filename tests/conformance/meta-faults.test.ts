import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { Secret } from "@/lib/core/secret";
import {
  comparable,
  connect,
  contextOf,
  meta,
  moments,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./meta-world";

let world: World;
let token: Secret;
let slice: ReturnType<typeof slicesOf>[number];
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "faults" });
  token = (await connect(world)).accessToken;
  const truth = await world.truth(1);
  account = truth.accounts[0]?.externalId ?? "";
  const [first] = slicesOf(truth, account, { size: 7 });
  if (!first) throw new Error("no slice");
  slice = first;
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
});
afterAll(() => world.stop());

const campaigns = async (cursor: string | null = null) =>
  meta.streams.campaigns?.(await contextOf(world, token), { ...slice, cursor });
const thrown = (pending: Promise<unknown>): Promise<AppError> =>
  pending.then(
    () => Promise.reject(new Error("it did not fail")),
    (error) => error,
  );

test.each([
  ["http", { status: 500 }, "provider_transient.http_500"],
  ["http", { status: 503 }, "provider_transient.http_503"],
  ["unknown", {}, "provider_transient.code_1"],
  ["unavailable", {}, "provider_transient.code_2"],
  ["html", {}, "provider_bug.html"],
  ["truncated", {}, "provider_transient.truncated"],
  ["wrong_length", {}, "provider_transient.truncated"],
  ["reset", {}, "provider_transient.network"],
  ["executed_then_reset", {}, "provider_transient.network"],
  ["gzip_bomb", { bytes: 30_000_000 }, "provider_bug.too_large"],
  ["redirect", {}, "provider_bug.redirect"],
  ["expired", {}, "needs_reauth.expired"],
  ["revoked", {}, "needs_reauth.password_changed"],
  ["permission", {}, "permission_lost.code_200"],
  ["retired_version", {}, "config_invalid.version"],
  ["error_200", { code: 17 }, "rate_limited.code_17"],
  ["answer", { status: 200, body: { rows: [] } }, "provider_bug.envelope"],
])("%s %j is %s, once", async (kind, params, code) => {
  await world.fault(kind, { route: "act_*", times: 1, params });
  expect((await thrown(campaigns())).code).toBe(code);
  expect((await campaigns())?.rows.length).toBeGreaterThan(0);
});

describe("a throttle", () => {
  const now = Date.parse(moments.autumn);
  test.each([
    [{ code: 80004 }, 5],
    [{ code: 80000, regainMinutes: 12, resetSeconds: 100 }, 12],
    [{ code: 613, subcode: 5044001, resetSeconds: 1_200, regainMinutes: 3 }, 20],
    [{ code: 17, status: 200 }, 5],
    [{ code: 80004, retryAfter: "900" }, 15],
    [{ code: 80004, retryAfter: "Fri, 21 Nov 2036 10:05:00 GMT" }, 24 * 60],
    [{ code: 80004, status: 429, retryAfter: "soon" }, 5],
  ])("%j shuts the account for %s minutes", async (params, minutes) => {
    await world.fault("rate_limited", { times: 1, params });
    const context = await contextOf(world, token);
    const error = await thrown(
      Promise.resolve(meta.streams.campaigns?.(context, { ...slice, cursor: null })),
    );
    expect(error.code).toBe(`rate_limited.code_${params.code}`);
    expect(error.until?.getTime()).toBe(now + minutes * 60_000);
    expect(context.usage).toContainEqual({
      scope: { key: `meta:account:${account}`, callsPerHour: 200 },
      usedPercent: 100,
      regainAt: error.until,
    });
  });

  test("of the app shuts the app", async () => {
    await world.fault("rate_limited", { times: 1, params: { code: 4, subcode: 1504022 } });
    const context = await contextOf(world, token);
    await thrown(Promise.resolve(meta.streams.campaigns?.(context, { ...slice, cursor: null })));
    expect(context.usage.find(({ scope }) => scope.key === "meta:app")?.usedPercent).toBe(100);
  });

  test("comes after the account's hour is used up, names the wait, and leaves the other accounts alone", async () => {
    await world.control("POST", "limits", { callsPerHour: 5 });
    const context = await contextOf(world, token);
    for (let call = 0; call < 5; call += 1)
      await meta.streams.campaigns?.(context, { ...slice, cursor: null });
    const percents = context.usage
      .filter(({ scope }) => scope.key.includes("act_"))
      .map(({ usedPercent }) => usedPercent);
    expect(percents).toEqual([20, 40, 60, 80, 100]);
    const error = await thrown(campaigns());
    expect(error.until?.getTime()).toBe(now + 3_600_000);
    const other = (await world.truth(1)).accounts[1]?.externalId ?? "";
    const page = await meta.streams.campaigns?.(context, {
      ...slice,
      accountExternalId: other,
      cursor: null,
    });
    expect(page?.rows.length).toBeGreaterThan(0);
    await world.control("POST", "advance", { seconds: 3_601 });
    expect((await campaigns())?.rows.length).toBeGreaterThan(0);
  });
});

describe("rows", () => {
  test.each([
    ["id", undefined, "id"],
    ["id", 7, "id"],
    ["name", "a\u0000b", "name"],
    ["name", "\ud83d", "name"],
    ["name", ["x"], "name"],
  ])("a campaign whose %s is %j is kept aside, the others land", async (field, value, told) => {
    const whole = (await campaigns())?.rows.length ?? 0;
    await world.fault("malformed_row", { params: { field, value } });
    const page = await campaigns();
    expect(page?.rows.length).toBe(whole - 1);
    expect(page?.rejected.map((row) => row.field)).toEqual([told]);
  });

  test.each([
    ["spend", "1,234.56"],
    ["spend", "1e308"],
    ["impressions", "-5"],
    ["clicks", "9223372036854775808"],
    ["date_start", "2026-02-30"],
    ["date_start", "2020-01-01"],
    ["account_id", "999"],
    ["campaign_id", undefined],
  ])("a day whose %s is %j is kept aside, the others land", async (field, value) => {
    await world.fault("malformed_row", { params: { field, value, index: 3 } });
    const { rows, rejected } = await readAll(await contextOf(world, token), "campaign_metrics", slice);
    expect(rows.length).toBeGreaterThan(20);
    expect(rejected.length).toBe(1);
  });

  test("of another account are never taken", async () => {
    await world.fault("wrong_account");
    for (const stream of ["campaigns", "ads", "creatives", "campaign_metrics"] as const) {
      const { rows, rejected } = await readAll(await contextOf(world, token), stream, slice);
      expect(rows).toEqual([]);
      expect(new Set(rejected.map(({ reason }) => reason))).toEqual(new Set(["belongs to another account"]));
    }
  });
});

describe("pages", () => {
  const read = async () => readAll(await contextOf(world, token), "ads", slice);

  test("an empty page with a next one is not the end", async () => {
    const { rows } = await read();
    await world.fault("empty_page", { times: 3 });
    const again = await read();
    expect(comparable(again.rows)).toEqual(comparable(rows));
    expect(again.cursors.length).toBe(3);
  });

  test("a cursor that does not move comes back as it is, for the engine's guard to see", async () => {
    await world.fault("cursor_loop");
    const first = await meta.streams.ads?.(await contextOf(world, token), { ...slice, cursor: null });
    const second = await meta.streams.ads?.(await contextOf(world, token), {
      ...slice,
      cursor: first?.cursor ?? null,
    });
    expect(second?.cursor).toBe(first?.cursor);
  });

  test("a page that is too heavy is asked for in halves until it fits, and everything lands", async () => {
    const { rows } = await read();
    await world.fault("too_much_data", { route: "act_*/ads", params: { aboveLimit: 20 } });
    const again = await read();
    expect(comparable(again.rows)).toEqual(comparable(rows));
    expect(again.cursors.slice(0, 5)).toEqual(["page:250:", "page:125:", "page:62:", "page:31:", "page:15:"]);
    expect(again.cursors.length).toBeGreaterThan(6);
  });

  test("a page of one row that is too heavy is a question for a smaller range", async () => {
    await world.fault("too_much_data");
    const context = await contextOf(world, token);
    const request = { ...slice, cursor: "page:1:" };
    expect((await thrown(Promise.resolve(meta.streams.ads?.(context, request)))).code).toBe(
      "too_much_data.page",
    );
  });

  test("a range that is too large says so", async () => {
    await world.fault("too_many_rows", { params: { aboveDays: 3 } });
    expect((await thrown(readAll(await contextOf(world, token), "campaign_metrics", slice))).code).toBe(
      "too_much_data.range",
    );
  });
});

test("no cursor and no failure carries a token", async () => {
  await world.fault("too_much_data", { route: "act_*", params: { aboveLimit: 10 } });
  const { cursors } = await readAll(await contextOf(world, token), "ads", slice);
  expect(cursors.join(" ")).not.toContain(token.reveal().slice(0, 20));
  await world.control("DELETE", "faults");
  await world.fault("expired", { times: 1 });
  const error = await thrown(campaigns());
  expect(`${error.message} ${error.cause}`).not.toContain(token.reveal().slice(0, 20));
});

test("every call is paid for before it is made, by the app and the account", async () => {
  const context = await contextOf(world, token);
  await world.control("DELETE", "calls");
  await readAll(context, "campaigns", slice);
  await readAll(context, "campaign_metrics", slice);
  const calls = await world.calls();
  expect(context.spent.flat().filter((key) => key === `meta:account:${account}`).length).toBe(calls.length);
  const broke = { ...context, spend: () => Promise.reject(new Error("no call left")) };
  await expect(meta.streams.campaigns?.(broke, { ...slice, cursor: null })).rejects.toThrow("no call left");
  expect((await world.calls()).length).toBe(calls.length);
});
