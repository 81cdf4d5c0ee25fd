import "server-only";
import { sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { rowsOf, withJobs } from "@/lib/db/transaction";
import { nextSlot } from "@/lib/domain/schedule";
import { deliver, type Send } from "./outbox";
import { requestSync } from "./request";

type Due = { connection_id: string; workspace_id: string; every_seconds: number; phase_seconds: number };
type Filter = { fastest: boolean };

const batchSize = 200;
const maxBatches = 50;
const realtimeSeconds = 30;

/**
 * Claims a batch of due connections and moves each to its next slot in the same transaction. Slots missed while
 * nothing ran collapse into one; another claimer skips the locked rows.
 */
function claim({ fastest }: Filter, now: Date): Promise<Due[]> {
  return withJobs(async (tx) => {
    const due = await rowsOf<Due>(
      tx,
      sql`select s.connection_id, s.workspace_id, s.every_seconds, s.phase_seconds
          from sync_schedule s join connections c on c.id = s.connection_id
          where s.next_sync_at <= ${now.toISOString()}::timestamptz and c.status = 'active'
            and s.every_seconds ${fastest ? sql`<=` : sql`>`} ${realtimeSeconds}
          order by s.priority desc, s.next_sync_at limit ${batchSize} for update of s skip locked`,
    );
    for (const { connection_id, every_seconds, phase_seconds } of due) {
      const next = nextSlot({ everySeconds: every_seconds, phaseSeconds: phase_seconds, now });
      await tx.execute(
        sql`update sync_schedule set next_sync_at = ${next.toISOString()}::timestamptz where connection_id = ${connection_id}::uuid`,
      );
    }
    return due;
  });
}

async function start({ connection_id, workspace_id }: Due): Promise<boolean> {
  try {
    const requester = { workspaceId: workspace_id, actor: { name: "schedule" } };
    const { joined } = await requestSync(requester, { connectionId: connection_id, trigger: "schedule" });
    return !joined;
  } catch (error) {
    // One connection that cannot sync must not hold up the others of the tick.
    if (!(error instanceof AppError)) throw error;
    log.warn({ error, connectionId: connection_id }, "a due connection was not started");
    return false;
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
  let due = 0;
  let started = 0;
  const workspaces = new Set<string>();
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const claimed = await claim(filter, clock());
    for (const connection of claimed) {
      due += 1;
      if (await start(connection)) started += 1;
      workspaces.add(connection.workspace_id);
    }
    if (claimed.length < batchSize) break;
  }
  for (const workspaceId of workspaces) await deliver(workspaceId, send);
  return { due, started };
}
