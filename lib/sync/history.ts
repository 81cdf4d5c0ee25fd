import "server-only";
import { and, count, desc, eq, inArray, lt } from "drizzle-orm";
import type * as z from "zod";
import { connections, syncRuns } from "@/drizzle/schema";
import type { SyncHistory, SyncHistoryQuery, SyncStatus } from "@/lib/api/sync-start";
import { isId } from "@/lib/connections/is-id";
import { notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import { RunStatus, syncStatus } from "@/lib/domain/run-status";
import { isRetryable } from "./retryable";

type Row = { run: typeof syncRuns.$inferSelect; name: string; provider: string; isRetryable: boolean };

const columns = { run: syncRuns, name: connections.name, provider: connections.provider, isRetryable };

function toStatus({ run, name, provider, isRetryable: retryable }: Row): SyncStatus {
  const startedAt = run.startedAt ?? run.queuedAt;
  return {
    syncId: run.id,
    status: syncStatus[run.status as RunStatus],
    progress: run.progress,
    message: run.detail,
    startedAt: startedAt.toISOString(),
    ...(run.completedAt
      ? {
          completedAt: run.completedAt.toISOString(),
          duration: (run.completedAt.getTime() - startedAt.getTime()) / 1_000,
        }
      : {}),
    ordersProcessed: run.ordersProcessed,
    totalOrders: run.totalOrders,
    claimsDetected: run.claimsDetected,
    connectionId: run.connectionId,
    connectionName: name,
    provider,
    trigger: run.trigger,
    actor: run.actor,
    rowsChecked: run.fetched,
    rowsChanged: run.inserted + run.updated + run.deleted,
    ...(run.errorMessage ? { error: run.errorMessage } : {}),
    ...(run.errorCode ? { errorCode: run.errorCode } : {}),
    retryable,
  };
}

/** A run in seed 002's words. */
export function getStatus(viewer: { workspaceId: string }, runId: string): Promise<SyncStatus> {
  return withWorkspace(viewer, async (tx) => {
    const [row] = await tx
      .select(columns)
      .from(syncRuns)
      .innerJoin(connections, eq(connections.id, syncRuns.connectionId))
      .where(eq(syncRuns.id, runId));
    if (!row) throw notFound("The sync");
    return toStatus(row);
  });
}

/** Runs newest first, in keyset pages: the cursor is the last id of the page before. */
export async function listHistory(
  viewer: { workspaceId: string },
  query: z.infer<typeof SyncHistoryQuery>,
): Promise<SyncHistory> {
  if (query.connectionId && !isId(query.connectionId)) throw notFound("The connection");
  const statuses = RunStatus.options.filter((status) => syncStatus[status] === query.status);
  const filter = and(
    query.connectionId ? eq(syncRuns.connectionId, query.connectionId) : undefined,
    query.status ? inArray(syncRuns.status, statuses) : undefined,
    query.retryable ? isRetryable : undefined,
  );
  return withWorkspace(viewer, async (tx) => {
    const rows = await tx
      .select(columns)
      .from(syncRuns)
      .innerJoin(connections, eq(connections.id, syncRuns.connectionId))
      .where(and(filter, query.cursor ? lt(syncRuns.id, query.cursor) : undefined))
      .orderBy(desc(syncRuns.id))
      .limit(query.limit + 1);
    const [totals] = await tx.select({ total: count() }).from(syncRuns).where(filter);
    const page = rows.slice(0, query.limit);
    const nextCursor = rows.length > query.limit ? (page.at(-1)?.run.id ?? null) : null;
    return { syncs: page.map(toStatus), total: totals?.total ?? 0, nextCursor };
  });
}
