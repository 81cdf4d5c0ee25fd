import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { percentile, table } from "../prove/support/table";
import { type RunningApp, startApp } from "../support/app";
import type { Client } from "../support/client";

type Seat = { client: Client; connectionId: string };

const requests = 500;
let app: RunningApp;
let sql: postgres.Sql;
let seats: Seat[];

beforeAll(async () => {
  const database = { url: process.env.DATABASE_URL ?? "", drop: async () => {} };
  app = await startApp({ env: { LOG_LEVEL: "error" }, database });
  Object.assign(process.env, app.env);
  const { fillStage, openDatabase } = await import("../prove/support/stage");
  sql = openDatabase(app.databaseUrl);
  seats = await fillStage(app, sql, 50);
});
afterAll(async () => {
  await sql?.end();
  await app?.stop();
});

const endAll = () => sql`update sync_runs set status = 'cancelled' where status in ('queued', 'running')`;

/** Milliseconds of each request. `isNew` ends all runs now and then, so that most requests start one. */
async function measure(clients: number, isNew: boolean): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < requests; index = next++) {
      if (isNew && index % seats.length === 0) await endAll();
      const seat = seats[index % seats.length];
      const startedAt = performance.now();
      const response = await seat?.client.call("POST", `/api/connections/${seat.connectionId}/sync-now`);
      await response?.arrayBuffer();
      times.push(performance.now() - startedAt);
      expect(response?.status).toBeLessThan(300);
    }
  };
  await Promise.all(Array.from({ length: clients }, caller));
  return times;
}

/** Each click on an app that has nothing else to do: the sync it starts ends before the next. */
async function measureIdle(clicks: number): Promise<number[]> {
  const times: number[] = [];
  for (const seat of Array.from({ length: clicks }, (_, index) => seats[index % seats.length])) {
    const startedAt = performance.now();
    const asked = await seat?.client.json<{ job_id: string }>(
      "POST",
      `/api/connections/${seat.connectionId}/sync-now`,
    );
    times.push(performance.now() - startedAt);
    await seat?.client.ended(asked?.job_id ?? "");
  }
  return times;
}

const figuresOf = (times: number[]) => [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1));

test("how soon Sync now is answered by the production build", async () => {
  await measureIdle(seats.length); // warms the server
  const rows: (string | number)[][] = [["starts a sync, app idle", 1, ...figuresOf(await measureIdle(100))]];
  await app.kill("inngest"); // from here on only the answers, not what the syncs do with the same two cores
  for (const [name, isNew] of [
    ["starts a sync", true],
    ["joins the running one", false],
  ] as const) {
    for (const clients of [1, 10]) {
      const times = await measure(clients, isNew);
      rows.push([name, clients, ...figuresOf(times)]);
    }
  }
  console.log(`\n${table(["POST sync-now", "clients", "p50 ms", "p95 ms", "p99 ms"], rows)}\n`);
});
