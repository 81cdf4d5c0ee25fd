import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { connections, syncSchedule } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { Frequency } from "@/lib/domain/frequency";
import { scheduleFor } from "@/lib/domain/schedule";
import type { Grant, Provider } from "@/lib/providers/contract";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { isId } from "./is-id";
import { storeTokens } from "./tokens";

type Input = {
  provider: Provider;
  grant: Grant;
  /** The connection a person wanted to reconnect; theirs only if the login is the same. */
  meant?: string | null;
  at: Date;
};
/** `isNew`: nothing is synced before somebody has chosen accounts. Else the login's connection works again. */
export type Kept = { connectionId: string; isNew: boolean };

/** Two consents of one login at once make one connection. */
export const lockLogins = (tx: Tx, workspaceId: string, providerId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`login:${workspaceId}:${providerId}`}, 0))`);

/** When only a person can go on, by consenting again; null when we renew for ever, or nobody says. */
const consentEndOf = ({ oauth }: Provider, { refreshExpiresAt, expiresAt }: Grant) =>
  refreshExpiresAt ?? (oauth.refresh ? null : expiresAt);

const inOrder = {
  pausedReason: null,
  pausedBy: null,
  consecutiveFailures: 0,
  blockingFailures: 0,
  lastSyncError: null,
  lastSyncErrorCode: null,
  // A sync that is queued or running goes on.
  syncStatus: sql`case when ${connections.syncStatus} = 'error' then 'idle' else ${connections.syncStatus} end`,
} as const;

/** Makes a known connection work again: active, without its old troubles, on the schedule it had. */
export async function reactivate(
  tx: Tx,
  connection: Pick<typeof connections.$inferSelect, "id" | "syncFrequency">,
  at: Date,
): Promise<void> {
  const { id, syncFrequency } = connection;
  await tx
    .update(connections)
    .set({ ...inOrder, status: "active" })
    .where(eq(connections.id, id));
  const schedule = scheduleFor(id, Frequency.parse(syncFrequency), at);
  await tx.update(syncSchedule).set(schedule).where(eq(syncSchedule.connectionId, id));
}

/** Stores what was granted: tokens sealed, and what they cover. */
async function storeGrant(
  tx: Tx,
  scope: { workspaceId: string; connectionId: string },
  { provider, grant, at }: Input,
): Promise<void> {
  await storeTokens(tx, scope, grant, at);
  await tx
    .update(connections)
    .set({ scopes: grant.scopes, consentEndsAt: consentEndOf(provider, grant) })
    .where(eq(connections.id, scope.connectionId));
}

async function insertChoosing(tx: Tx, { workspaceId }: Viewer, input: Input): Promise<string> {
  const { provider, grant, meant, at } = input;
  const id = newId();
  await tx.insert(connections).values({
    id,
    workspaceId,
    provider: provider.id,
    name: `${provider.name} · ${grant.name}`,
    externalUserId: grant.externalUserId,
    status: "choosing",
    insteadOf: meant && isId(meant) ? meant : null,
    createdAt: at,
  });
  await tx.insert(syncSchedule).values({ connectionId: id, workspaceId });
  return id;
}

/** As `keepGrant`, in a transaction of the caller's. Worker role. */
export async function keepGrantIn(tx: Tx, viewer: Viewer, input: Input): Promise<Kept> {
  const { provider, grant, at } = input;
  const { workspaceId } = viewer;
  await lockLogins(tx, workspaceId, provider.id);
  const [known] = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.provider, provider.id), eq(connections.externalUserId, grant.externalUserId)))
    .for("update");
  const connectionId = known?.id ?? (await insertChoosing(tx, viewer, input));
  await storeGrant(tx, { workspaceId, connectionId }, input);
  const isNew = !known || known.status === "choosing";
  if (known && !isNew) {
    await reactivate(tx, known, at);
    await recordAudit(tx, viewer, { action: "connection.reconnected", target: connectionId });
  }
  return { connectionId, isNew };
}

/**
 * Keeps a grant. The same login at the same provider is the same connection: its data, accounts and frequency stay,
 * its tokens are replaced and it is active again. Another login is a connection of its own, which waits for accounts to
 * be chosen.
 */
export const keepGrant = (viewer: Viewer, input: Input): Promise<Kept> =>
  withWorker(viewer, (tx) => keepGrantIn(tx, viewer, input));
