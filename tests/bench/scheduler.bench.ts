import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { dispatchDue } from "@/lib/sync/dispatch";
import { percentile, table } from "../prove/support/table";
import { createTestWorkspace } from "../support/workspace";

const connections = 10_000;
const now = new Date("2026-06-10T15:00:00Z");
const filter = { fastest: false };
const noSend = async () => undefined;

const timed = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

const setDue = (count: number) =>
  database().execute(sql`update sync_schedule set next_sync_at = case when connection_id in
    (select connection_id from sync_schedule order by connection_id limit ${count}::int) then ${now.toISOString()}::timestamptz
    else ${now.toISOString()}::timestamptz + interval '1 hour' end`);

test(`a tick of the scheduler over ${connections.toLocaleString("en")} connections`, async () => {
  const { workspaceId } = await createTestWorkspace();
  await database().execute(sql`insert into connections (id, workspace_id, provider, name, external_user_id)
    select gen_random_uuid(), ${workspaceId}::uuid, 'meta', 'Bench', n::text from generate_series(1, ${connections}::int) n`);
  await database().execute(sql`insert into sync_schedule (connection_id, workspace_id, every_seconds, phase_seconds)
    select id, workspace_id, 3600, 0 from connections where workspace_id = ${workspaceId}::uuid`);
  await setDue(0);
  await database().execute(sql`analyze sync_schedule, connections`);
  const clock = () => now;
  const empty: number[] = [];
  for (let tick = 0; tick < 200; tick += 1) empty.push(await timed(() => dispatchDue(filter, noSend, clock)));
  const rows: (string | number)[][] = [
    ["nothing due, p50 ms", percentile(empty, 0.5).toFixed(2)],
    ["nothing due, p99 ms", percentile(empty, 0.99).toFixed(2)],
  ];
  for (const due of [100, 500]) {
    await setDue(due);
    let started = 0;
    const ms = await timed(async () => {
      started = (await dispatchDue(filter, noSend, clock)).started;
    });
    expect(started).toBe(due);
    await database().execute(sql`update sync_runs set status = 'cancelled' where status = 'queued'`);
    rows.push(
      [`${due} due: claimed, runs made and events sent, ms`, ms.toFixed(0)],
      ["  each, ms", (ms / due).toFixed(2)],
    );
  }
  console.log(`\n${table([`${connections.toLocaleString("en")} scheduled connections`, "figure"], rows)}\n`);
});
