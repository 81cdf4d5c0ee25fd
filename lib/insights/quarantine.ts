import "server-only";
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import {
  payloadLength,
  type QuarantinedRow,
  type QuarantineQuery,
  type QuarantineResponse,
} from "@/lib/api/quarantine";
import { notFound } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { decodeCursor, encodeCursor } from "./cursor";
import { isoOf } from "./marketplace/page";

type Row = Omit<QuarantinedRow, "key"> & { key: string };

/** The stream and the key of the last row. */
const Cursor = z.tuple([z.string(), z.string()]);

/**
 * A row is kept once, with the last run it came in. Of a run before that one it tells when it had come by then and the
 * run set rows of its stream and account aside.
 */
const cameIn = sql`(q.run_id = r.id or (q.run_id > r.id and q.first_seen_at <= r.completed_at and exists (
  select 1 from sync_slices s where s.run_id = r.id and s.stream = q.stream and s.quarantined > 0
    and s.account_external_id = coalesce(q.account_external_id, s.account_external_id))))`;

function statement(runId: string, { limit, cursor }: QuarantineQuery): SQL {
  const after = cursor ? decodeCursor(cursor, Cursor) : null;
  return sql`select q.stream, q.account_external_id as account_id, a.name as account_name, q.natural_key as key,
      q.from_day::text as from, q.to_day::text as to, q.field, q.reason, q.excerpt as payload, q.run_id,
      ${isoOf("q.first_seen_at")} as first_seen_at, ${isoOf("q.last_seen_at")} as last_seen_at,
      ${isoOf("q.resolved_at")} as resolved_at
    from quarantine q
    join sync_runs r on r.id = ${runId} and r.connection_id = q.connection_id
    left join connection_accounts a on a.connection_id = q.connection_id and a.external_id = q.account_external_id
    where ${cameIn} ${after ? sql`and (q.stream, q.natural_key) > (${after[0]}, ${after[1]})` : sql``}
    order by q.stream, q.natural_key limit ${limit + 1}`;
}

/** Rows without an id are kept under their own text, or under words that say nothing. */
const isKey = (key: string, payload: string) => key !== payload && !/^(unknown|[?:]*)$/.test(key);

/** Scrubbed when it was stored, and again by what is known of credentials now. */
function shown({ key, payload, ...row }: Row): QuarantinedRow {
  return {
    ...row,
    key: isKey(key, payload) ? scrub(key) : null,
    payload: scrub(payload).slice(0, payloadLength),
  };
}

/** The rows a run set aside, in keyset pages along the primary key. 404 for a run of another workspace. */
export function listQuarantine(
  viewer: { workspaceId: string },
  runId: string,
  query: QuarantineQuery,
): Promise<QuarantineResponse> {
  return withWorkspace(viewer, async (tx) => {
    const [run] = await rowsOf<{ earlier: QuarantineResponse["earlier"] }>(
      tx,
      sql`select (select json_build_object('run_id', max(q.run_id), 'rows', count(*)) from quarantine q
          where q.connection_id = r.connection_id and q.run_id < r.id and q.resolved_at is null having count(*) > 0) as earlier
        from sync_runs r where r.id = ${runId}`,
    );
    if (!run) throw notFound("The sync");
    const rows = await rowsOf<Row>(tx, statement(runId, query));
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      rows: page.map(shown),
      nextCursor: last ? encodeCursor([last.stream, last.key]) : null,
      earlier: run.earlier,
    };
  });
}
