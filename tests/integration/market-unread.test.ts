import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claims, syncSlices } from "@/drizzle/schema";
import { daysBetween } from "@/lib/domain/day";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "amazon",
    seed: "unread?accounts=1&orders=600&skus=20",
    at: "2026-11-21T10:15:00Z",
  });
  const params = { type: "GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA" };
  await world.provider.control("POST", "faults", { kind: "report_cancelled", params });
});
afterAll(() => world.stop());

const claimsOf = (kind: string) =>
  world.read((tx) =>
    tx
      .select()
      .from(claims)
      .where(and(eq(claims.connectionId, world.connectionId), eq(claims.kind, kind))),
  );
const returnsOf = (runId: string) =>
  world.read((tx) =>
    tx
      .select()
      .from(syncSlices)
      .where(and(eq(syncSlices.runId, runId), eq(syncSlices.stream, "returns"))),
  );

test("a first sync whose returns report is cancelled succeeds, and claims that need returns wait", async () => {
  const { status, run } = await world.sync();
  expect({ status, error: run.errorMessage }).toEqual({ status: "succeeded", error: null });
  const slices = await returnsOf(run.id);
  expect(slices.map(({ status, errorCode }) => [status, errorCode])).toEqual([["skipped", "unread"]]);
  expect(await claimsOf("lost_in_warehouse")).not.toEqual([]);
  expect(await claimsOf("refund_without_return")).toEqual([]);
});

test("the next day's sync asks for all of those days again, and then they count as read", async () => {
  await world.advance(26 * 3_600);
  const { status, run } = await world.sync();
  expect(status).toBe("succeeded");
  const slices = await returnsOf(run.id);
  const days = slices.reduce((sum, { fromDay, toDay }) => sum + daysBetween(fromDay, toDay) + 1, 0);
  expect(days).toBeGreaterThanOrEqual(91);
  expect(new Set(slices.map(({ status }) => status))).toEqual(new Set(["done"]));
  expect(await claimsOf("refund_without_return")).not.toEqual([]);
});
