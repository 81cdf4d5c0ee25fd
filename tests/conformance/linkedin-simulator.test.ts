import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import type { Truth } from "@/lib/providers/contract";
import { comparable, connect, contextOf, readAll, slicesOf, startWorld, type World } from "./linkedin-world";

let world: World;
let token: Secret;
let account: string;

beforeAll(async () => {
  world = await startWorld({ seed: "simulator" });
  token = (await connect(world)).accessToken;
  account = (await world.truth(1)).accounts[0]?.externalId ?? "";
});
afterAll(() => world.stop());

describe("time", () => {
  const byKey = ({ metrics }: Truth) => new Map(metrics.map((row) => [`${row.externalId} ${row.day}`, row]));

  test("today grows, past conversions come in for 30 days, then a day is final", async () => {
    const own = await startWorld({ seed: "time" });
    const before = byKey(await own.truth(60));
    await own.advance(3 * 86_400);
    const after = byKey(await own.truth(63));
    const ageOf = (day: string) => (Date.parse("2026-11-21") - Date.parse(day)) / 86_400_000;
    const changed = [...before].filter(
      ([key, row]) => JSON.stringify(after.get(key)) !== JSON.stringify(row),
    );
    const ages = changed.map(([, { day }]) => ageOf(day));
    expect(Math.min(...ages)).toBe(0);
    expect(Math.max(...ages)).toBeGreaterThan(20);
    expect(Math.max(...ages)).toBeLessThanOrEqual(31);
    const spend = async () =>
      (await own.truth(1)).metrics
        .filter(({ level }) => level === "account")
        .map((row) => BigInt(row.spendMicros ?? 0));
    const [early = 0n] = await spend();
    await own.advance(3_600);
    const [late = 0n] = await spend();
    expect(late).toBeGreaterThan(early);
    await own.stop();
    world.enter();
  });

  test("the same seed is the same world, another seed another; a world that stands still says the same twice", async () => {
    const truth = await world.truth(20);
    const twin = await startWorld({ seed: "simulator" });
    expect(await twin.truth(20)).toEqual(truth);
    await twin.stop();
    const other = await startWorld({ seed: "another" });
    expect((await other.truth(1)).accounts[0]?.externalId).not.toBe(account);
    await other.stop();
    world.enter();
    const [slice] = slicesOf(truth, account, { size: 20 });
    if (!slice) throw new Error("no slice");
    const read = async () => (await readAll(await contextOf(world, token), "ad_metrics", slice)).rows;
    expect(comparable(await read())).toEqual(comparable(await read()));
  });
});
