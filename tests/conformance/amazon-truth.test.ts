import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamName, Truth } from "@/lib/providers/contract";
import {
  amazon,
  comparable,
  contextOf,
  moments,
  type Recorded,
  readAll,
  slicesOf,
  startWorld,
  todayOf,
  type World,
} from "./amazon-world";

describe.each(Object.entries(moments))("a first read in %s", (_, at) => {
  let world: World;
  let truth: Truth;
  let context: Recorded;
  beforeAll(async () => {
    world = await startWorld({ at, seed: "truth?accounts=2" });
    truth = await world.truth(90);
    context = await contextOf(world);
  });
  afterAll(() => world.stop());

  /** All slices of a stream over all accounts. */
  async function readStream(stream: StreamName) {
    const rows: unknown[] = [];
    for (const { externalId } of truth.accounts)
      for (const slice of slicesOf(truth, externalId)) {
        const read = await readAll(world, context, stream, slice);
        expect(read.rejected).toEqual([]);
        rows.push(...read.rows);
      }
    return rows;
  }

  test("lists the marketplaces of the seller, one with suspended listings among the active ones", async () => {
    const accounts = await amazon.listAccounts(context);
    expect(accounts).toEqual(truth.accounts);
    expect(accounts.map(({ status }) => status)).toEqual(["active", "active"]);
  });

  test("every order, item by item, equals the truth", async () => {
    // A change on the very moment between two windows is told in both.
    const rows = [
      ...new Map(
        (await readStream("orders")).map((row) => [JSON.stringify(comparable([row])), row]),
      ).values(),
    ];
    expect(truth.orders?.length).toBeGreaterThan(1_000);
    expect(comparable(rows)).toEqual(comparable(truth.orders ?? []));
  });

  test("every transaction, line by line, equals the truth", async () => {
    const rows = await readStream("fees");
    expect(truth.fees?.length).toBeGreaterThan(1_000);
    expect(comparable(rows)).toEqual(comparable(truth.fees ?? []));
  });

  test("all stock equals the truth", async () => {
    const rows: unknown[] = [];
    for (const { externalId } of truth.accounts)
      rows.push(...(await readAll(world, context, "inventory", todayOf(truth, externalId))).rows);
    expect(comparable(rows)).toEqual(comparable(truth.inventory ?? []));
  });
});
