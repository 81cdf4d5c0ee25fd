import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { RunningApp } from "../../support/app";
import type { Options } from "../support/options";
import { countOverlaps, fillStage, openDatabase, type Seat } from "../support/stage";
import { percentile, table } from "../support/table";
import { residentMegabytes, slopeOf } from "./memory";

const everySeconds = 30;
const lateSeconds = 5;
/** Between the first and the last third of the time; what the collector has not yet fetched is part of it. */
const maxGrowth = 0.25;

/** The screens of a person who watches: one read every quarter second. */
async function watchAsPerson(seats: Seat[], until: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; Date.now() < until; turn += 1) {
    const seat = seats[(turn * 13) % seats.length];
    const path =
      turn % 2 === 0 ? `/api/connections/${seat?.connectionId}/sync-status` : "/api/sync/history?limit=20";
    const startedAt = performance.now();
    const response = await seat?.client.call("GET", path);
    await response?.arrayBuffer();
    times.push(performance.now() - startedAt);
    await sleep(250);
  }
  return times;
}

async function watchMemory(pid: number, until: number): Promise<{ x: number; y: number }[]> {
  const points: { x: number; y: number }[] = [];
  while (Date.now() < until) {
    points.push({ x: Date.now() / 60_000, y: residentMegabytes(pid) });
    await sleep(2_000);
  }
  return points;
}

/** Seconds from each slot of the time between to the start of its run; Infinity for a slot without one. */
async function readLateness(sql: postgres.Sql, from: number, to: number): Promise<number[]> {
  const rows = await sql`
    with slots as (
      select s.connection_id, to_timestamp(n) as due
      from sync_schedule s, generate_series(${Math.floor(from / 1_000)}::bigint, ${Math.floor(to / 1_000)}::bigint) n
      where (n - s.phase_seconds) % ${everySeconds} = 0)
    select extract(epoch from r.started_at - slots.due)::float8 as late from slots left join lateral (
      select started_at from sync_runs r where r.connection_id = slots.connection_id and r.trigger = 'schedule'
        and r.queued_at >= slots.due and r.queued_at < slots.due + interval '30 seconds' order by r.queued_at limit 1) r on true`;
  return rows.map(({ late }) => (late === null ? Number.POSITIVE_INFINITY : Number(late)));
}

/** At least 98 % of the slots start within 5 s, no overlap, the app's memory stays flat, its API stays quick. */
export async function proveRealtime(
  app: RunningApp,
  { connections = 100, minutes = 5 }: Options,
): Promise<string[]> {
  const sql = openDatabase(app.databaseUrl);
  const seats = await fillStage(app, sql, connections);
  for (const { client, connectionId } of seats)
    await client.json("PATCH", `/api/connections/${connectionId}/sync-frequency`, {
      sync_frequency: "realtime",
    });
  console.log(
    `${seats.length} connections are realtime; a minute until the crons tick, then ${minutes} to watch`,
  );
  await sleep(70_000);
  const from = Date.now();
  const until = from + minutes * 60_000;
  const [times, memory] = await Promise.all([
    watchAsPerson(seats, until),
    watchMemory(app.pid("app") ?? 0, until),
  ]);
  await sleep(15_000);
  const late = await readLateness(sql, from, until - everySeconds * 1_000);
  const share = late.filter((seconds) => seconds <= lateSeconds).length / late.length;
  const missed = late.filter((seconds) => !Number.isFinite(seconds)).length;
  const overlaps = await countOverlaps(sql);
  const [failed] = await sql`select count(*)::int as n from sync_runs where status in ('failed', 'partial')`;
  const [duration] =
    await sql`select percentile_cont(array[0.5, 0.95]) within group (order by extract(epoch from completed_at - started_at)) as p
    from sync_runs where completed_at is not null and trigger = 'schedule'`;
  const slope = slopeOf(memory);
  const third = Math.ceil(memory.length / 3);
  const meanOf = (points: { y: number }[]) => points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const growth = meanOf(memory.slice(-third)) / meanOf(memory.slice(0, third)) - 1;
  const p95 = percentile(times, 0.95);
  const rows = [
    ["slots", late.length],
    [`started within ${lateSeconds} s`, `${(share * 100).toFixed(1)} %`],
    ["late by p50 / p95 / p99 s", [0.5, 0.95, 0.99].map((p) => percentile(late, p).toFixed(1)).join(" / ")],
    ["slots without a run", missed],
    [
      "a sync took p50 / p95 s",
      (duration?.p as number[] | null)?.map((s) => s.toFixed(1)).join(" / ") ?? "-",
    ],
    ["pairs of runs of one connection that overlap", overlaps],
    ["runs that failed in part or whole", Number(failed?.n)],
    ["API p50 / p95 ms", `${percentile(times, 0.5).toFixed(0)} / ${p95.toFixed(0)}`],
    [
      "memory of the app at first and last, MB",
      `${memory[0]?.y.toFixed(0)} / ${memory.at(-1)?.y.toFixed(0)}`,
    ],
    ["its slope, MB a minute", slope.toFixed(2)],
    ["its last third against its first", `${(growth * 100).toFixed(1)} %`],
  ];
  console.log(`\n${table([`${connections} connections every 30 s, ${minutes} minutes`, "figure"], rows)}\n`);
  await sql.end();
  return [
    share < 0.98 && `only ${(share * 100).toFixed(1)} % of the slots started within ${lateSeconds} s`,
    overlaps > 0 && `${overlaps} runs began before the one before had ended`,
    growth > maxGrowth && `the app's memory grew by ${(growth * 100).toFixed(0)} %`,
    p95 > 150 && `the API's p95 is ${p95.toFixed(0)} ms`,
  ].filter((text) => text !== false);
}
