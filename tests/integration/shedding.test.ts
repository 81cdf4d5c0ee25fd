import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "shedding?accounts=3&campaigns=2&adsets=2&ads=2",
    at: "2026-06-10T15:00:00Z",
  });
  await world.sync();
});
afterAll(() => world.stop());

/** Leaves one account so many calls of its hour. */
async function leave(calls: number): Promise<void> {
  const at = world.clock().toISOString();
  await world.read((tx) =>
    tx.execute(sql`insert into api_budget (scope, minute, calls)
      select 'meta:account:' || external_id, date_trunc('minute', ${at}::timestamptz), ${180 - calls}::int
      from connection_accounts where connection_id = ${world.connectionId}::uuid order by external_id limit 1`),
  );
}

test("short of calls a repeating sync leaves out what can wait, says so, and reads it when calls are back", async () => {
  await world.advance(25 * 3_600);
  await leave(2);
  const short = await world.sync();
  expect(short.run).toMatchObject({ status: "succeeded", lanes: ["today"] });
  const [event] = await world.read((tx) =>
    tx.execute<{ detail: string }>(
      sql`select detail from sync_events where run_id = ${short.run.id} order by seq limit 1`,
    ),
  );
  expect(event?.detail).toContain("for want of calls left out this time: warm, cold, entities, demographics");
  await world.advance(2 * 3_600);
  const later = await world.sync();
  expect(later.run.lanes).toEqual(["today", "warm", "cold", "entities", "demographics"]);
  expect(await world.storedMetrics()).toMatchObject(world.expectedMetrics(await world.truth(28)));
});
