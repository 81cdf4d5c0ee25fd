import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import type { Truth } from "@/lib/providers/contract";
import {
  askGraph,
  comparable,
  connect,
  contextOf,
  moments,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./meta-world";

let world: World;
let token: Secret;
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
  token = (await connect(world)).accessToken;
  account = (await world.truth(1)).accounts[0]?.externalId ?? "";
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "limits", { callsPerHour: 10_000 });
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
});
afterAll(() => world.stop());

const graph = (path: string, params?: Record<string, string>, init?: RequestInit) =>
  askGraph(world, token, path, { params, init });

const range = (since: string, until: string) => ({ time_range: JSON.stringify({ since, until }) });
const advanceDays = (days: number) => world.control("POST", "advance", { seconds: days * 86_400 });
const byKey = ({ metrics }: Truth) => new Map(metrics.map((row) => [`${row.externalId} ${row.day}`, row]));

describe("time", () => {
  test("a second reading of a world that stands still is the same, and another seed is another world", async () => {
    const truth = await world.truth(30);
    const [slice] = slicesOf(truth, account);
    if (!slice) throw new Error("no slice");
    const read = async () => (await readAll(await contextOf(world, token), "ad_metrics", slice)).rows;
    expect(comparable(await read())).toEqual(comparable(await read()));
    expect(await world.truth(30)).toEqual(truth);
    const other = await startWorld({ seed: "another" });
    expect((await other.truth(1)).accounts[0]?.externalId).not.toBe(account);
    await other.stop();
    world.enter();
  });

  test("today's numbers grow with the minutes and never shrink", async () => {
    const spends: bigint[] = [];
    for (let hour = 0; hour < 10; hour += 1) {
      const { metrics } = await world.control<Truth>("GET", `truth?days=1&account=${account}`);
      spends.push(BigInt(metrics.find(({ level }) => level === "account")?.spendMicros ?? "0"));
      await world.control("POST", "advance", { seconds: 3_600 });
    }
    expect(spends.every((spend, index) => index === 0 || spend > (spends[index - 1] ?? 0n))).toBe(true);
  });

  test("conversions of a past day come in for 28 days; then the day is frozen", async () => {
    const before = byKey(await world.truth(60));
    await advanceDays(3);
    const after = byKey(await world.truth(63));
    const ageOf = (day: string) => (Date.parse("2026-11-21") - Date.parse(day)) / 86_400_000;
    const changed = [...before].filter(
      ([key, row]) => JSON.stringify(after.get(key)) !== JSON.stringify(row),
    );
    const ages = new Set(changed.map(([, { day }]) => ageOf(day)));
    expect([...ages].sort((a, b) => a - b).slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...ages)).toBeLessThanOrEqual(29);
  });

  test("things come, stop, are archived and vanish; what they did stays", async () => {
    const before = await world.truth(90);
    await advanceDays(30);
    const after = await world.truth(120);
    const ids = (truth: Truth) => new Set(truth.entities.map(({ externalId }) => externalId));
    const gone = [...ids(before)].filter((id) => !ids(after).has(id));
    const born = [...ids(after)].filter((id) => !ids(before).has(id));
    expect([gone.length > 0, born.length > 0]).toEqual([true, true]);
    const rows = after.metrics.filter(({ externalId }) => gone.includes(externalId));
    expect(rows.length).toBeGreaterThan(20);
    const statuses = new Set([...before.entities, ...after.entities].map(({ status }) => status));
    expect([...statuses]).toEqual(expect.arrayContaining(["ACTIVE", "PAUSED", "ARCHIVED", "ADSET_PAUSED"]));
  });
});

describe("the wire", () => {
  test("numbers are text, zeros are left out, every page but the last has a next one with a token in it", async () => {
    const params = {
      level: "ad",
      time_increment: "1",
      fields: "ad_id,spend,actions",
      limit: "40",
      ...range("2026-11-19", "2026-11-20"),
    };
    const first = await graph(`${account}/insights`, params);
    expect(first.data.length).toBe(40);
    expect(first.data.every((row: { spend: unknown }) => typeof row.spend === "string")).toBe(true);
    expect(first.paging.cursors).toMatchObject({ before: "MAZDZD" });
    expect(first.paging.next).toContain("access_token=EAA");
    const rest = await graph(`${account}/insights`, {
      ...params,
      limit: "500",
      after: first.paging.cursors.after,
    });
    expect(rest.paging.next).toBeUndefined();
    expect(rest.paging.cursors.after).toBeTypeOf("string");
    const actions = [...first.data, ...rest.data].flatMap((row) => row.actions ?? []);
    expect(actions.every((action: { value: string }) => Number(action.value) > 0)).toBe(true);
  });

  test("a listing leaves archived entities out unless they are asked for", async () => {
    await world.control("POST", "size", { ads: 20 });
    const usual = await graph(`${account}/ads`, { fields: "effective_status", limit: "900" });
    const asked = await graph(`${account}/ads`, {
      fields: "effective_status",
      limit: "900",
      effective_status: '["ARCHIVED"]',
    });
    const statuses = (answer: { data: { effective_status: string }[] }) =>
      new Set(answer.data.map((ad) => ad.effective_status));
    expect(statuses(usual).has("ARCHIVED")).toBe(false);
    expect(statuses(asked)).toEqual(new Set(["ARCHIVED"]));
  });

  test("an unknown field is refused in Graph's words", async () => {
    const { error } = await graph(`${account}/campaigns`, { fields: "id,wish" });
    expect(error).toMatchObject({ code: 100, type: "OAuthException", fbtrace_id: expect.any(String) });
    expect(error.message).toBe("(#100) Tried accessing nonexisting field (wish) on node type (Campaign)");
  });

  test("signed image addresses are others on every call", async () => {
    const read = async () =>
      (await graph(`${account}/adcreatives`, { fields: "image_url,thumbnail_url", limit: "5" })).data;
    const [once, again] = [await read(), await read()];
    expect(once[0].thumbnail_url).toMatch(/oe=[0-9A-F]+$/);
    expect(once[0].thumbnail_url).not.toBe(again[0].thumbnail_url);
  });

  test("with a breakdown, pixel events only show for windows named without the default", async () => {
    const params = {
      breakdowns: "age,gender",
      fields: "actions,action_values",
      limit: "100",
      ...range("2026-11-01", "2026-11-20"),
    };
    const sold = (answer: unknown) => JSON.stringify(answer).includes("omni_purchase");
    const windows = (names: string[]) => ({ ...params, action_attribution_windows: JSON.stringify(names) });
    expect(sold(await graph(`${account}/insights`, params))).toBe(false);
    expect(sold(await graph(`${account}/insights`, windows(["default", "7d_click"])))).toBe(false);
    expect(sold(await graph(`${account}/insights`, windows(["7d_click", "1d_view"])))).toBe(true);
  });

  test("several ids in one question, and many questions in one batch that fail alone", async () => {
    const { data } = await graph(`${account}/campaigns`, { limit: "2" });
    const ids = data.map(({ id }: { id: string }) => id);
    expect(Object.keys(await graph("", { ids: ids.join(), fields: "name" })).sort()).toEqual([...ids].sort());
    const batch = JSON.stringify([
      { method: "GET", relative_url: `v26.0/${ids[0]}?fields=name` },
      { method: "GET", relative_url: "v26.0/120000000000000000?fields=name" },
    ]);
    const answers = await graph("", { batch }, { method: "POST" });
    expect(answers.map(({ code }: { code: number }) => code)).toEqual([200, 400]);
    expect(JSON.parse(answers[0].body).id).toBe(ids[0]);
    expect(JSON.parse(answers[1].body).error.error_subcode).toBe(33);
    const many = JSON.stringify(Array.from({ length: 51 }, () => ({ relative_url: "me" })));
    expect((await graph("", { batch: many }, { method: "POST" })).error.type).toBe("GraphBatchException");
  });

  test("any version is served, older days than 37 months are not, and days to come are empty", async () => {
    const response = await fetch(`${world.url}/v19.0/me?access_token=${token.reveal()}`);
    expect((await response.json()).error.message).toContain("appsecret_proof");
    const daily = { time_increment: "1", fields: "spend" };
    const old = await graph(`${account}/insights`, { ...daily, ...range("2020-01-01", "2020-01-02") });
    expect(old.error.code).toBe(3018);
    expect(
      (await graph(`${account}/insights`, { ...daily, ...range("2026-12-01", "2026-12-02") })).data,
    ).toEqual([]);
  });
});

test("the log of calls holds paths and never a secret", async () => {
  await graph("me");
  await graph(`${account}/campaigns`);
  const calls = await world.calls();
  expect(calls.map(({ method, path, status, account: payer }) => [method, path, status, payer])).toEqual([
    ["GET", "me", 200, null],
    ["GET", `${account}/campaigns`, 200, account],
  ]);
  expect(JSON.stringify(calls)).not.toContain("EAA");
});

test("a thousand campaigns and twenty thousand ads are listed and measured page by page", async () => {
  const big = await startWorld({ seed: "big?accounts=1&campaigns=1000&adsets=4&ads=5" });
  await big.control("POST", "limits", { callsPerHour: 100_000 });
  const context = await contextOf(big);
  const truth: Truth = await big.truth(0);
  const [slice] = slicesOf(truth, truth.accounts[0]?.externalId ?? "", { size: 1 });
  if (!slice) throw new Error("no slice");
  const { rows: ads } = await readAll(context, "ads", slice);
  const { rows: days } = await readAll(context, "ad_metrics", slice);
  expect(ads.length).toBeGreaterThan(15_000);
  expect(days.length).toBeGreaterThan(9_000);
  await big.stop();
  world.enter();
});
