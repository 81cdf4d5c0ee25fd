import { afterEach, beforeEach, expect, test } from "vitest";
import type { Page, SliceRequest, StreamName } from "@/lib/providers/contract";
import {
  amazon,
  askRaw,
  comparable,
  connect,
  contextOf,
  type Recorded,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./amazon-world";

let world: World;
let context: Recorded;
let slice: Omit<SliceRequest, "cursor">;
beforeEach(async () => {
  world = await startWorld();
  context = await contextOf(world);
  const truth = await world.truth(30);
  slice = slicesOf(truth, truth.accounts[0]?.externalId ?? "", { days: 30 })[0] as Omit<
    SliceRequest,
    "cursor"
  >;
});
afterEach(() => world.stop());

const creations = async () =>
  (await world.calls()).filter(({ method, path }) => method === "POST" && path.endsWith("/reports")).length;
const step = (stream: StreamName, cursor: string | null) =>
  amazon.streams[stream]?.(context, { ...slice, cursor }) as Promise<Page<unknown>>;

test.each(["stock_movements", "reimbursements", "returns", "fee_estimates"] as const)(
  "%s: a report is asked for, waited for and read without a row set aside",
  async (stream) => {
    const { rows, rejected } = await readAll(world, context, stream, slice);
    expect(rejected).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
    const keys = rows.map(
      (row) => (row as { externalId?: string; sku: string }).externalId ?? (row as { sku: string }).sku,
    );
    expect(new Set(keys).size).toBe(rows.length);
    expect(await creations()).toBe(1);
  },
);

test("its id is kept before anything else happens, and a reader that starts over finds it again", async () => {
  const first = await step("stock_movements", null);
  expect(first).toMatchObject({ rows: [], askAgainAt: expect.any(Date) });
  expect(first.cursor).toContain("5000000");
  const crashed = await step("stock_movements", null);
  expect(JSON.parse(crashed.cursor ?? "{}").id).toBe(JSON.parse(first.cursor ?? "{}").id);
  expect(await creations()).toBe(1);
});

test("the same days again within four hours are read from the report there is", async () => {
  const one = await readAll(world, context, "returns", slice);
  await world.advance(3_000);
  const two = await readAll(world, context, "returns", slice);
  expect(comparable(two.rows)).toEqual(comparable(one.rows));
  expect(await creations()).toBe(1);
});

/** Steps through a report to its last page. */
async function lastPage(stream: StreamName): Promise<Page<unknown>> {
  let page = await step(stream, null);
  while (page.cursor !== null) {
    await world.advance(60);
    page = await step(stream, page.cursor);
  }
  return page;
}
async function later(): Promise<void> {
  await world.advance(4 * 3_600 + 60);
  context = await contextOf(world);
}

test("a report that Amazon gives up is a failure, and is asked for again only once it may be made again", async () => {
  await world.control("POST", "faults", { kind: "report_fatal", times: 1 });
  await expect(lastPage("returns")).rejects.toMatchObject({ code: "provider_bug.report_fatal" });
  expect((await lastPage("returns")).unread).toContain("gave the report up");
  expect(await creations()).toBe(1);
  await later();
  expect((await lastPage("returns")).rows.length).toBeGreaterThan(0);
  expect(await creations()).toBe(2);
});

test("the document of a report that was given up tells whether waiting helps", async () => {
  const fault = (says: string) =>
    world.control("POST", "faults", { kind: "report_fatal", times: 1, params: { says } });
  await fault('{"errorDetails":"The date range is invalid for this report."}');
  await expect(lastPage("returns")).rejects.toMatchObject({ code: "config_invalid.report_fatal" });
  await fault('{"errorDetails":"The report was requested too frequently."}');
  expect(await lastPage("reimbursements")).toMatchObject({ rows: [], unread: expect.any(String) });
});

test("a cancelled report leaves its days unread; cancelled again when it could be made, there is nothing", async () => {
  await world.control("POST", "faults", { kind: "report_cancelled" });
  expect(await lastPage("returns")).toMatchObject({
    rows: [],
    unread: expect.stringContaining("again after"),
  });
  expect(await lastPage("returns")).toMatchObject({ rows: [], unread: expect.any(String) });
  expect(await creations()).toBe(1);
  await later();
  const second = await lastPage("returns");
  expect(second).toMatchObject({ rows: [], rejected: [], isPartial: true });
  expect(second.unread).toBeUndefined();
});

test("a report cancelled since somebody asked for the same is read from theirs", async () => {
  const both = await Promise.all([step("returns", null), step("returns", null)]);
  const ids = both.map(({ cursor }) => JSON.parse(cursor ?? "{}").id);
  expect(new Set(ids).size).toBe(2);
  await world.advance(60);
  const [mine, theirs] = await Promise.all(both.map(({ cursor }) => step("returns", cursor)));
  const read = mine?.rows.length ? mine : theirs;
  let late = mine?.rows.length ? theirs : mine;
  expect(late?.rows).toEqual([]);
  while (late?.cursor) late = await step("returns", late.cursor);
  expect(comparable(late?.rows ?? [])).toEqual(comparable(read?.rows ?? []));
  expect(read?.rows.length).toBeGreaterThan(0);
});

test("an address that has expired is a failure that passes, and another one works", async () => {
  const { cursors } = await readAll(world, context, "stock_movements", { ...slice });
  expect(cursors.length).toBeGreaterThan(0);
  await world.control("POST", "faults", { kind: "document_expired", times: 1 });
  await expect(readAll(world, context, "returns", slice)).rejects.toMatchObject({
    code: "provider_transient.document_expired",
  });
  expect((await readAll(world, context, "returns", slice)).rows.length).toBeGreaterThan(0);
});

test.each(["reimbursements", "fee_estimates"] as const)(
  "%s of all marketplaces come in one report, and each marketplace keeps its own",
  async (stream) => {
    const region = await startWorld({ seed: "region?accounts=3" });
    const own = await contextOf(region);
    const truth = await region.truth(30);
    const keys = new Set<string>();
    let count = 0;
    for (const { externalId, currency } of truth.accounts) {
      const [days] = slicesOf(truth, externalId, { days: 30 });
      const { rows, rejected } = await readAll(region, own, stream, days as Omit<SliceRequest, "cursor">);
      expect(rejected).toEqual([]);
      expect(rows.length).toBeGreaterThan(5);
      expect(new Set(rows.map((row) => (row as { currency: string }).currency))).toEqual(new Set([currency]));
      for (const row of rows) keys.add(JSON.stringify(comparable([row])));
      count += rows.length;
    }
    expect(keys.size).toBe(count);
    const asked = (await region.calls()).filter(
      ({ method, path }) => method === "POST" && /reports$/.test(path),
    );
    expect(asked).toHaveLength(1);
    await region.stop();
    world.enter();
  },
);

test("a fee preview is asked for once a day, of the last three days", async () => {
  const first = await lastPage("fee_estimates");
  await later();
  expect(comparable((await lastPage("fee_estimates")).rows)).toEqual(comparable(first.rows));
  expect(await creations()).toBe(1);
  await world.advance(20 * 3_600);
  context = await contextOf(world);
  expect((await lastPage("fee_estimates")).rows.length).toBe(first.rows.length);
  expect(await creations()).toBe(2);
});

test("a fee preview without its days is given up by Amazon, and a second one of a day is cancelled", async () => {
  const { accessToken } = await connect(world);
  const statusOf = async (window: object) => {
    const body = JSON.stringify({
      reportType: "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA",
      marketplaceIds: ["ATVPDKIKX0DER"],
      ...window,
    });
    const path = "/reports/2021-06-30/reports";
    const { text } = await askRaw(world, accessToken, path, { method: "POST", body });
    await world.advance(30);
    return JSON.parse((await askRaw(world, accessToken, `${path}/${JSON.parse(text).reportId}`)).text)
      .processingStatus;
  };
  const days = { dataStartTime: "2026-11-18T08:00:00Z", dataEndTime: "2026-11-21T10:00:00Z" };
  expect(await statusOf({})).toBe("FATAL");
  expect(await statusOf({ ...days, dataStartTime: "2026-11-20T08:00:00Z" })).toBe("FATAL");
  expect(await statusOf(days)).toBe("DONE");
  expect(await statusOf(days)).toBe("CANCELLED");
});
