import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PartName, type RunningApp, startApp } from "../support/app";
import { type Client, signIn } from "../support/client";

let app: RunningApp;
let demo: Client;
let connectionId: string;
let sql: postgres.Sql;

beforeAll(async () => {
  app = await startApp({ providers: ["meta"], env: { INNGEST_LOCAL_RETRY_MS: "500" } });
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} });
  for (const url of Object.values(app.simulatorUrls)) {
    await fetch(`${url}/_control/freeze`, { method: "POST", body: JSON.stringify({ frozen: true }) });
    await fetch(`${url}/_control/limits`, {
      method: "POST",
      body: JSON.stringify({ callsPerHour: 100_000 }),
    });
  }
  const seeded = await app.seed();
  demo = await signIn(app.url, seeded);
  const { connections } = await demo.json<{ connections: { id: string }[] }>("GET", "/api/connections");
  connectionId = connections[0]?.id ?? "";
  await demo.json("PATCH", `/api/connections/${connectionId}/sync-frequency`, { sync_frequency: "manual" });
  expect(await demo.ended(seeded.firstRunId ?? "")).toMatchObject({ run_status: "succeeded" });
});
afterAll(async () => {
  await sql?.end();
  await app?.stop();
});

/** Everything a sync writes, without times and run ids. */
async function fingerprint(): Promise<unknown> {
  const [row] = await sql`
    select
      (select md5(string_agg(t::text, '|' order by t::text)) from (select level, entity_external_id, date, spend_micros, revenue_micros,
        impressions, clicks, visitors, conversions_micros, leads_micros, installs_micros, purchases_micros from daily_metrics) t) as metrics,
      (select md5(string_agg(t::text, '|' order by t::text)) from (select kind, external_id, parent_external_id, name, status,
        attributes, deleted_at is null from entities) t) as entities,
      (select md5(string_agg(t::text, '|' order by t::text)) from (select account_external_id, value, from_day, to_day, spend_micros,
        clicks from demographics) t) as demographics`;
  return row;
}

/** Forgets what was synced, so that the next run is a first one again. */
async function forget(): Promise<void> {
  await sql`truncate daily_metrics, entities, demographics, checkpoints, api_budget, budget_limits`;
  await sql`update connections set lane_clocks = '{}'::jsonb`;
  await sql`update connection_accounts set last_synced_at = null`;
}

const start = async () =>
  (await demo.json<{ job_id: string }>("POST", `/api/connections/${connectionId}/sync-now`)).job_id;

async function untilProgress(runId: string, percent: number): Promise<void> {
  for (let looks = 0; looks < 600; looks += 1) {
    const [run] = await sql`select progress, status from sync_runs where id = ${runId}`;
    if (run?.progress >= percent || !["queued", "running"].includes(run?.status)) return;
    await sleep(25);
  }
}

test.each<[PartName, number]>([
  ["app", 0],
  ["app", 15],
  ["inngest", 30],
  ["app", 45],
  ["inngest", 60],
  ["app", 80],
])(
  "kill -9 of the %s at %i percent: the run completes and the tables equal an undisturbed run's",
  async (part, percent) => {
    const undisturbed = await fingerprint();
    await forget();
    const runId = await start();
    await untilProgress(runId, percent);
    await app.kill(part);
    await sleep(300);
    await app.restart(part);
    const job = await demo.ended(runId, 180_000);
    expect(job).toMatchObject({ run_status: "succeeded", error: null });
    expect(await fingerprint()).toEqual(undisturbed);
    const [events] =
      await sql`select count(*)::int as stored, max(seq) as last from sync_events where run_id = ${runId}`;
    expect(events?.stored).toBe(events?.last);
  },
);
