import "server-only";
import { sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { arrayOf } from "@/lib/db/array-literal";
import { rowsOf, withJobs } from "@/lib/db/transaction";
import { nextSlot } from "@/lib/domain/schedule";
import { deliver, type Send } from "./outbox";
import { requestSync } from "./request";

type Due = { connection_id: string; workspace_id: string; every_seconds: number; phase_seconds: number };
type Filter = { fastest: boolean };
type Claimed = { due: Due[]; until: Date };

const batchSize = 200;
const maxBatches = 50;
const realtimeSeconds = 30;
/** A dispatcher that died gives up what it claimed after this. */
const claimMs = 60_000;
/** Serverless hosts end a request after a minute or more: what is left is for the next tick. */
const patienceMs = 40_000;

/** Claims a batch of due connections for a minute; another claimer skips the locked rows. */
function claim({ fastest }: Filter, now: Date): Promise<Claimed> {
  const until = new Date(now.getTime() + claimMs);
  const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
  return withJobs(async (tx) => {
    const due = await rowsOf<Due>(
      tx,
      sql`with due as (
            select s.connection_id from sync_schedule s join connections c on c.id = s.connection_id
            where s.next_sync_at <= ${at(now)} and c.status = 'active'
              and s.every_seconds ${fastest ? sql`<=` : sql`>`} ${realtimeSeconds}
            order by s.priority desc, s.next_sync_at limit ${batchSize} for update of s skip locked)
          update sync_schedule s set next_sync_at = ${at(until)} from due where s.connection_id = due.connection_id
          returning s.connection_id, s.workspace_id, s.every_seconds, s.phase_seconds`,
    );
    return { due, until };
  });
}

/**
 * Moves what was started to its next slot: those missed while nothing ran collapse into one. A schedule that somebody
 * changed meanwhile stays as it was set.
 */
async function moveOn(started: Due[], until: Date, now: Date): Promise<void> {
  if (started.length === 0) return;
  const ids = started.map(({ connection_id }) => connection_id);
  const next = started.map(({ every_seconds, phase_seconds }) =>
    nextSlot({ everySeconds: every_seconds, phaseSeconds: phase_seconds, now }).toISOString(),
  );
  await withJobs((tx) =>
    tx.execute(sql`update sync_schedule s set next_sync_at = moved.next
      from unnest(${arrayOf(ids, "uuid")}, ${arrayOf(next, "timestamptz")}) as moved (id, next)
      where s.connection_id = moved.id and s.next_sync_at = ${until.toISOString()}::timestamptz`),
  );
}

/** `later`: it could not be asked for just now; its slot comes again. */
async function start({ connection_id, workspace_id }: Due): Promise<"started" | "joined" | "later"> {
  try {
    const requester = { workspaceId: workspace_id, actor: { name: "schedule" } };
    const { joined } = await requestSync(requester, { connectionId: connection_id, trigger: "schedule" });
    return joined ? "joined" : "started";
  } catch (error) {
    // One connection that cannot sync must not hold up the others of the tick.
    if (!(error instanceof AppError)) throw error;
    log.warn({ error, connectionId: connection_id }, "a due connection was not started");
    return error.retry === "now" ? "later" : "joined";
  }
}

/** Whether any connection syncs every 30 s: the passes between two minutes are for those alone. */
export async function hasRealtime(): Promise<boolean> {
  const statement = sql`select 1 as one from sync_schedule where next_sync_at is not null and every_seconds <= ${realtimeSeconds} limit 1`;
  return (await withJobs((tx) => rowsOf(tx, statement))).length > 0;
}

/** Starts a run for every connection that is due. `fastest` are the realtime ones, which tick twice a minute. */
export async function dispatchDue(
  filter: Filter,
  send: Send,
  clock: Clock,
): Promise<{ due: number; started: number }> {
  const endsAt = performance.now() + patienceMs;
  let due = 0;
  let started = 0;
  for (let batch = 0; batch < maxBatches && performance.now() < endsAt; batch += 1) {
    const now = clock();
    const claimed = await claim(filter, now);
    const served: Due[] = [];
    for (const connection of claimed.due) {
      const outcome = await start(connection);
      if (outcome === "started") started += 1;
      if (outcome !== "later") served.push(connection);
    }
    await moveOn(served, claimed.until, now);
    due += claimed.due.length;
    for (const workspaceId of new Set(served.map(({ workspace_id }) => workspace_id)))
      await deliver(workspaceId, send);
    if (claimed.due.length < batchSize) break;
  }
  return { due, started };
}
