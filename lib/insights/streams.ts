import "server-only";
import { sql } from "drizzle-orm";
import type { StreamState, StreamStates } from "@/lib/api/connection-detail";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { requireConnection } from "./require-connection";

type Row = Omit<StreamState, "status"> & { failed: number; open: number; parts: number };

function statusOf({ failed, open, parts }: Row): StreamState["status"] {
  if (open > 0) return "reading";
  if (failed === 0) return "read";
  return failed === parts ? "failed" : "partly";
}

/** Enough to find a stream that is read once a day by a connection that syncs every minute for an hour or two. */
const runsLookedAt = 200;

/** Each stream of a connection as the newest sync that read it left it. 404 for another workspace's connection. */
export function listStreams(viewer: { workspaceId: string }, connectionId: string): Promise<StreamStates> {
  return withWorkspace(viewer, async (tx) => {
    await requireConnection(tx, connectionId);
    const rows = await rowsOf<Row>(
      tx,
      sql`with recent as (
          select id from sync_runs where connection_id = ${connectionId}::uuid and status <> 'queued'
          order by id desc limit ${runsLookedAt}),
        parts as (select s.* from sync_slices s join recent r on r.id = s.run_id where s.status <> 'skipped'),
        latest as (
          select stream, max(run_id) as run_id, max(finished_at) filter (where status = 'done') as read_at,
            max(finished_at) filter (where inserted + updated + deleted > 0) as changed_at
          from parts group by stream),
        kept as (
          select stream, count(*)::int as set_aside, max(run_id) as run_id from quarantine
          where connection_id = ${connectionId}::uuid and resolved_at is null group by stream)
        select p.stream, p.run_id, to_char(l.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as read_at,
          to_char(l.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as changed_at,
          count(distinct p.account_external_id)::int as accounts, min(p.from_day)::text as from, max(p.to_day)::text as to,
          sum(p.api_calls)::int as calls, sum(p.fetched)::int as fetched, sum(p.inserted)::int as inserted,
          sum(p.updated)::int as updated, sum(p.unchanged)::int as unchanged, sum(p.quarantined)::int as quarantined,
          sum(p.deleted)::int as deleted, max(p.error_message) filter (where p.status = 'failed') as error,
          coalesce(k.set_aside, 0) as set_aside, k.run_id as set_aside_run_id,
          count(*) filter (where p.status = 'failed')::int as failed, count(*)::int as parts,
          count(*) filter (where p.status in ('pending', 'running', 'waiting')
            and r.status in ('running', 'cancelling'))::int as open
        from parts p join latest l on l.stream = p.stream and l.run_id = p.run_id join sync_runs r on r.id = p.run_id
        left join kept k on k.stream = p.stream
        group by p.stream, p.run_id, l.read_at, l.changed_at, k.set_aside, k.run_id order by min(p.position)`,
    );
    return {
      streams: rows.map((row) => {
        const { failed: _failed, open: _open, parts: _parts, ...state } = row;
        return { ...state, status: statusOf(row) };
      }),
    };
  });
}
