import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connections, syncSlices } from "@/drizzle/schema";
import { google } from "@/lib/providers/google";
import { estimateCalls } from "@/lib/sync/estimate-calls";
import type { PlannedSlice } from "@/lib/sync/plan";
import { previewPlan } from "@/lib/sync/preview";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
beforeAll(async () => {
  const seed = "forecast?accounts=2";
  world = await createSyncWorld({ providerId: "google", seed, at: "2026-11-21T10:17:00Z" });
  // The hourly look for new accounts is no part of a plan.
  await world.read((tx) =>
    tx.update(connections).set({ autoAddAccounts: false }).where(eq(connections.id, world.connectionId)),
  );
});
afterAll(() => world.stop());

/** Syncs, and how often the vendor was asked about a customer meanwhile. */
async function countedSync(mode: "full" | "incremental") {
  await world.provider.control("DELETE", "calls", {});
  const { run, status } = await world.sync(mode);
  expect(status).toBe("succeeded");
  const { calls } = await world.provider.control<{ calls: { path: string; account: string | null }[] }>(
    "GET",
    "calls",
  );
  const customers = new Set((await world.accounts()).map(({ externalId }) => externalId));
  return { run, asked: calls.filter(({ account }) => account !== null && customers.has(account)).length };
}

async function estimatesOf(runId: string) {
  const rows = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)));
  return rows.map(({ fromDay: from, toDay: to, stream, apiCalls }) => ({
    stream,
    apiCalls,
    estimate: estimateCalls({ from, to, stream } as PlannedSlice, google.limits),
  }));
}

test("the preview of a first sync says how often Google is asked, before anything was measured", async () => {
  const preview = await previewPlan(world.viewer, world.connectionId, { mode: "full" }, world.clock);
  expect(preview.slices.every(({ basis }) => basis === "assumed")).toBe(true);
  const { run, asked } = await countedSync("full");
  expect(run.apiCalls).toBe(asked);
  expect(preview.calls).toBe(asked);
  for (const { apiCalls, estimate, stream } of await estimatesOf(run.id))
    expect({ stream, calls: apiCalls }).toEqual({ stream, calls: estimate });
});

test("an hour's sync asks as often as the frequency forecast counts for its parts", async () => {
  await world.advance(2 * 3_600);
  const preview = await previewPlan(world.viewer, world.connectionId, { mode: "incremental" }, world.clock);
  const { run, asked } = await countedSync("incremental");
  const estimates = await estimatesOf(run.id);
  const expected = estimates.reduce((sum, { estimate }) => sum + estimate, 0);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBe(expected);
  expect(preview.calls).toBe(asked);
});
