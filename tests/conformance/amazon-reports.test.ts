import { afterEach, beforeEach, expect, test } from "vitest";
import type { Page, SliceRequest, StreamName } from "@/lib/providers/contract";
import {
  amazon,
  comparable,
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

test("a report that Amazon gives up is asked for once more, then the failure is told", async () => {
  await world.control("POST", "faults", { kind: "report_fatal", times: 1 });
  expect((await readAll(world, context, "returns", slice)).rows.length).toBeGreaterThan(0);
  expect(await creations()).toBe(2);
  await world.control("POST", "faults", { kind: "report_fatal" });
  await expect(readAll(world, context, "reimbursements", slice)).rejects.toMatchObject({
    code: "provider_bug.report_fatal",
  });
});

test("a report without rows is cancelled by Amazon and means that there is nothing", async () => {
  await world.control("POST", "faults", { kind: "report_cancelled" });
  expect(await readAll(world, context, "returns", slice)).toMatchObject({ rows: [], rejected: [] });
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
