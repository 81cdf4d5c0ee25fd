import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { auditLog } from "@/drizzle/schema";
import type { AuditEntry, AuditPage, AuditQuery } from "@/lib/api/audit";
import { isUuid } from "@/lib/core/ids";
import { type Tx, withWorkspace } from "@/lib/db/transaction";

type Row = typeof auditLog.$inferSelect;
export type AuditFilter = Pick<AuditQuery, "action" | "actor">;

const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  actor_type: row.actorType as AuditEntry["actor_type"],
  action: row.action,
  target: row.target,
  target_name: row.targetName,
  detail: row.detail,
  ip: row.ip,
  user_agent: row.userAgent,
});

async function readPage(tx: Tx, { action, actor }: AuditFilter, limit: number, cursor: string | undefined) {
  const rows = await tx
    .select()
    .from(auditLog)
    .where(
      and(
        action ? eq(auditLog.action, action) : undefined,
        actor ? eq(auditLog.actor, actor) : undefined,
        cursor && isUuid(cursor) ? lt(auditLog.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** What was done in the workspace, newest first, in keyset pages: the cursor is the last id of the page before. */
export function readAudit(
  viewer: { workspaceId: string },
  { limit, cursor, ...filter }: AuditQuery,
): Promise<AuditPage> {
  return withWorkspace(viewer, async (tx) => {
    const { page, next } = await readPage(tx, filter, limit, cursor);
    const names = await tx
      .selectDistinct({ actor: auditLog.actor })
      .from(auditLog)
      .orderBy(auditLog.actor)
      .limit(500);
    return { entries: page.map(toEntry), actors: names.map(({ actor }) => actor), nextCursor: next };
  });
}

const exportRows = 1_000;

/** All of it that fits the filter, newest first, a page in memory at a time. */
export async function* auditPages(
  viewer: { workspaceId: string },
  filter: AuditFilter,
): AsyncGenerator<AuditEntry[]> {
  let cursor: string | undefined;
  do {
    const { page, next } = await withWorkspace(viewer, (tx) => readPage(tx, filter, exportRows, cursor));
    if (page.length > 0) yield page.map(toEntry);
    cursor = next ?? undefined;
  } while (cursor);
}
