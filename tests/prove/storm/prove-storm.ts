import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { RunningApp } from "../../support/app";
import type { Options } from "../support/options";
import { countOverlaps, fillStage, openDatabase, type Seat } from "../support/stage";
import { percentile, table } from "../support/table";

type Answered = { ms: number; status: number };

async function click({ client, connectionId }: Seat): Promise<Answered> {
  const startedAt = performance.now();
  const response = await client.call("POST", `/api/connections/${connectionId}/sync-now`);
  await response.arrayBuffer();
  return { ms: performance.now() - startedAt, status: response.status };
}

/** `clients` callers share the requests; each takes the next connection in turn. */
async function clickAll(seats: Seat[], { requests = 0, clients = 1 }: Options): Promise<Answered[]> {
  const answers: Answered[] = [];
  let next = 0;
  const progress = setInterval(() => console.log(`${answers.length} of ${requests} answered`), 10_000);
  const caller = async () => {
    for (let index = next++; index < requests; index = next++) {
      const seat = seats[(index * 37) % seats.length];
      if (seat) answers.push(await click(seat));
    }
  };
  await Promise.all(Array.from({ length: clients }, caller)).finally(() => clearInterval(progress));
  return answers;
}

/** Delivers the event of every new run three times more, as new events that the executor cannot know it has seen. */
function duplicateEvents(app: RunningApp, sql: postgres.Sql) {
  const seen = new Set<string>();
  const send = async (run: postgres.Row) => {
    const data = { workspaceId: run.workspace_id, connectionId: run.connection_id, runId: run.id, part: 1 };
    const event = { name: "sync/requested", data };
    await fetch(`${app.inngestUrl}/e/storm`, { method: "POST", body: JSON.stringify([event, event, event]) });
  };
  return {
    sent: () => seen.size * 3,
    look: async () => {
      const runs =
        await sql`select id, workspace_id, connection_id from sync_runs where status in ('queued', 'running')`;
      const fresh = runs.filter(({ id }) => !seen.has(id));
      for (const run of fresh) seen.add(run.id);
      await Promise.all(fresh.map(send));
    },
  };
}

const countActive = async (sql: postgres.Sql) => {
  const [row] = await sql`select coalesce(max(n), 0)::int as most, coalesce(sum(n), 0)::int as active from (
    select count(*) as n from sync_runs where status in ('queued', 'running', 'cancelling') group by connection_id) a`;
  return { most: Number(row?.most), active: Number(row?.active) };
};

/** Never two active runs on a connection, no server error, every run ends, however often one clicks and the event comes. */
export async function proveStorm(app: RunningApp, options: Options): Promise<string[]> {
  const sql = openDatabase(app.databaseUrl);
  const seats = await fillStage(app, sql, options.connections ?? 100);
  const duplicates = duplicateEvents(app, sql);
  let most = 0;
  let samples = 0;
  let isOver = false;
  const watch = (async () => {
    for (; !isOver; samples += 1) {
      most = Math.max(most, (await countActive(sql)).most);
      await duplicates.look();
      await sleep(100);
    }
  })();
  const startedAt = Date.now();
  const answers = await clickAll(seats, options);
  const seconds = (Date.now() - startedAt) / 1_000;
  const deadline = Date.now() + 300_000;
  while ((await countActive(sql)).active > 0 && Date.now() < deadline) await sleep(500);
  isOver = true;
  await watch;
  const { active } = await countActive(sql);
  const overlaps = await countOverlaps(sql);
  const errors = answers.filter(({ status }) => status >= 500).length;
  const refused = answers.filter(({ status }) => status >= 400 && status < 500).length;
  const runs = await sql`select status, count(*)::int as n from sync_runs group by status`;
  const times = answers.map(({ ms }) => ms);
  const rows = [
    [`requests, ${options.clients} at once`, answers.length],
    ["requests per second", (answers.length / seconds).toFixed(0)],
    ["p50 / p95 / p99 ms", [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(0)).join(" / ")],
    ["5xx answers", errors],
    ["4xx answers", refused],
    ["runs by status", runs.map(({ status, n }) => `${n} ${status}`).join(", ")],
    ["events delivered once more than needed", duplicates.sent()],
    [`most active runs on one connection, in ${samples} samples`, most],
    ["pairs of runs of one connection that overlap", overlaps],
    ["runs not ended five minutes later", active],
  ];
  console.log(`\n${table([`${seats.length} connections`, "figure"], rows)}\n`);
  await sql.end();
  return [
    errors > 0 && `${errors} requests were answered with a server error`,
    most > 1 && `${most} active runs on one connection at once`,
    overlaps > 0 && `${overlaps} runs began before the one before had ended`,
    active > 0 && `${active} runs are stuck`,
  ].filter((text) => text !== false);
}
