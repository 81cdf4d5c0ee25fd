import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import type { Page, SliceRequest } from "@/lib/providers/contract";
import {
  comparable,
  connect,
  contextOf,
  meta,
  moments,
  monthSlicesOf,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./meta-world";

let world: World;
let token: Secret;
let slice: Omit<SliceRequest, "cursor">;

beforeAll(async () => {
  world = await startWorld({ seed: "reports" });
  token = (await connect(world)).accessToken;
  const truth = await world.truth(1);
  const [first] = slicesOf(truth, truth.accounts[0]?.externalId ?? "");
  if (!first) throw new Error("no slice");
  slice = first;
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
});
afterAll(() => world.stop());

async function step(
  cursor: string | null,
  stream: "ad_metrics" | "demographics" = "ad_metrics",
): Promise<Page<object>> {
  const page = await meta.streams[stream]?.(await contextOf(world, token), { ...slice, cursor });
  if (!page) throw new Error("no page");
  return page;
}
const submissions = async () =>
  (await world.calls()).filter(({ method, path }) => method === "POST" && path.endsWith("/insights")).length;
const codeOf = (pending: Promise<unknown>) => pending.catch((error) => error.code);

test("a long range of ads is a report: submitted once, asked again later, then read", async () => {
  const created = await step(null);
  expect(created).toMatchObject({ rows: [], cursor: expect.stringMatching(/^report:\d+:/) });
  expect(created.askAgainAt?.getTime()).toBe(Date.parse(moments.autumn) + 1_000);
  const { rows } = await readAll(await contextOf(world, token), "ad_metrics", slice);
  expect(rows.length).toBeGreaterThan(500);
  expect(await submissions()).toBe(2);
});

test("a short range of ads and account numbers of any range are read directly", async () => {
  const week = { ...slice, range: { from: "2026-11-15", to: "2026-11-21" } };
  await readAll(await contextOf(world, token), "ad_metrics", week);
  await readAll(await contextOf(world, token), "account_metrics", slice);
  expect(await submissions()).toBe(0);
});

test("a reader that starts again from its cursor goes on with the same report", async () => {
  const { cursor } = await step(null);
  const once = await step(cursor);
  const again = await step(cursor);
  expect(again.cursor?.split(":")[1]).toBe(once.cursor?.split(":")[1]);
  expect(await submissions()).toBe(1);
});

test("rows of a report stay put while the world goes on", async () => {
  let page = await step(null);
  const rows: object[] = [];
  const direct = (await world.truth(30)).metrics.filter(
    ({ level, accountExternalId }) => level === "ad" && accountExternalId === slice.accountExternalId,
  );
  await world.control("POST", "advance", { seconds: 7_200 });
  for (; page.cursor !== null; rows.push(...page.rows)) page = await step(page.cursor);
  expect(comparable(rows)).toEqual(comparable(direct));
});

test("ads and campaigns archived or deleted since keep their numbers, read directly or by a report", async () => {
  const { entities, metrics } = await world.truth(30);
  const listed = new Map(entities.map(({ externalId, status }) => [externalId, status]));
  const hasEnded = ({ externalId }: { externalId: string }) =>
    ["ARCHIVED", undefined].includes(listed.get(externalId));
  const context = await contextOf(world, token);
  const week = { ...slice, range: { from: "2026-11-15", to: "2026-11-21" } };
  for (const [stream, level] of [
    ["ad_metrics", "ad"],
    ["adset_metrics", "adset"],
    ["campaign_metrics", "campaign"],
  ] as const) {
    for (const part of [slice, week]) {
      const { rows } = await readAll(context, stream, part);
      const right = metrics.filter(
        (row) =>
          row.level === level &&
          row.accountExternalId === slice.accountExternalId &&
          row.day >= part.range.from,
      );
      expect(comparable(rows)).toEqual(comparable(right));
      if (level === "ad") expect(right.filter(hasEnded).length).toBeGreaterThan(0);
    }
  }
});

test("100 % while still running is not done", async () => {
  const { cursor } = await step(null);
  await world.fault("async_full_but_running", { times: 2 });
  const first = await step(cursor);
  const second = await step(first.cursor);
  expect([first, second].map(({ rows, askAgainAt }) => [rows.length, askAgainAt !== undefined])).toEqual([
    [0, true],
    [0, true],
  ]);
});

test("a completed report that cannot be read yet is waited for", async () => {
  await world.fault("async_not_ready", { times: 3 });
  const { rows } = await readAll(await contextOf(world, token), "ad_metrics", slice);
  expect(rows.length).toBeGreaterThan(500);
  expect(await submissions()).toBe(1);
});

test("a report that is not found right after its creation is waited for", async () => {
  await world.fault("missing", { route: "GET 192*", times: 2 });
  const { rows } = await readAll(await contextOf(world, token), "ad_metrics", slice);
  expect(rows.length).toBeGreaterThan(500);
  expect(await submissions()).toBe(1);
});

test("a report that failed over its size asks for a smaller range", async () => {
  const { cursor } = await step(null);
  await world.fault("async_failed", { params: { code: 100, subcode: 1487534 } });
  expect(await codeOf(step(cursor))).toBe("too_much_data.range");
});

test.each(["async_skipped", "async_failed"])(
  "%s for no reason: submitted once more, then a smaller range",
  async (kind) => {
    const { cursor } = await step(null);
    await world.fault(kind, { params: { code: 2, subcode: 1, message: "busy" } });
    const second = await step(cursor);
    expect(second.cursor).not.toBe(cursor);
    expect(await codeOf(step(second.cursor))).toBe("too_much_data.report");
    expect(await submissions()).toBe(2);
  },
);

test("a report that never ends is given up after an hour, under the same cursor", async () => {
  let { cursor } = await step(null);
  await world.control("POST", "limits", { callsPerHour: 1_000 });
  await world.fault("async_stuck");
  let waitedMs = 0;
  let code = "";
  for (let poll = 0; poll < 200 && code === ""; poll += 1) {
    try {
      const page = await step(cursor);
      cursor = page.cursor;
      waitedMs += (page.askAgainAt?.getTime() ?? 0) - Date.parse(moments.autumn);
    } catch (error) {
      code = (error as { code: string }).code;
    }
  }
  expect(code).toBe("provider_transient.report_stuck");
  expect(waitedMs / 60_000).toBeGreaterThan(55);
  await world.control("DELETE", "faults");
  expect((await step(cursor)).rows.length).toBeGreaterThan(0);
  expect(await submissions()).toBe(1);
});

test("a first sync fits into an account's hour with room to spare", async () => {
  const truth = await world.truth(1);
  const context = await contextOf(world, token);
  const accountExternalId = slice.accountExternalId;
  for (const stream of ["campaigns", "adsets", "ads", "creatives"] as const)
    await readAll(context, stream, slice);
  for (const stream of ["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics"] as const) {
    for (const part of slicesOf(truth, accountExternalId)) await readAll(context, stream, part);
  }
  for (const part of monthSlicesOf(truth, accountExternalId)) await readAll(context, "demographics", part);
  const calls = (await world.calls()).filter(({ account }) => account === accountExternalId);
  expect(calls.length).toBeLessThan(100);
  expect(calls.every(({ status }) => status < 500)).toBe(true);
});
