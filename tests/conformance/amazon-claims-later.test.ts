import { afterAll, beforeAll, expect, test } from "vitest";
import { heal, healed, openSmallWorld } from "../support/landed";
import type { SyncWorld } from "../support/sync-world";

let world: SyncWorld;
beforeAll(async () => {
  world = await openSmallWorld("amazon");
});
afterAll(() => world.stop());

test("claims that waited for days that could not be read are found on a later day, whose slices begin elsewhere", async () => {
  await world.provider.fault("html", { on: "data", probability: 0.5, seed: "half" });
  const { run } = await world.sync();
  expect(run.status).toBe("partial");
  await world.advance(30 * 3_600);
  expect(await heal(world)).toEqual(healed);
});
