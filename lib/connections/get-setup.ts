import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { Setup } from "@/lib/api/connection";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";
import { keepUnfinishedMs } from "./discard-setup";
import { findConnection, type StoredConnection } from "./find-connection";
import { forecastFrequencies } from "./forecast";
import { hasRealtimeGrant } from "./realtime-grant";

async function insteadOf(
  tx: Tx,
  { insteadOf: id, provider }: StoredConnection,
): Promise<Setup["instead_of"]> {
  if (!id) return null;
  const [found] = await tx
    .select({ id: connections.id, name: connections.name })
    .from(connections)
    .where(and(eq(connections.id, id), eq(connections.provider, provider)));
  return found ?? null;
}

async function toSetup(tx: Tx, connection: StoredConnection): Promise<Setup> {
  const provider = getProvider(connection.provider);
  const { id, name, createdAt, workspaceId } = connection;
  return {
    id,
    provider: provider.id,
    provider_name: provider.name,
    name,
    is_unfinished: connection.status === "choosing",
    created_at: createdAt.toISOString(),
    discarded_at: new Date(createdAt.getTime() + keepUnfinishedMs).toISOString(),
    instead_of: await insteadOf(tx, connection),
    allowed_frequencies: forecastFrequencies({ provider, hasRealtimeGrant: hasRealtimeGrant(workspaceId) }),
  };
}

/** A consent on its way to a connection. 404 for one of another workspace. */
export const getSetup = (viewer: { workspaceId: string }, id: string): Promise<Setup> =>
  withWorkspace(viewer, async (tx) => toSetup(tx, await findConnection(tx, id)));

/** Consents for which nobody has chosen accounts yet, oldest first. */
export async function listUnfinished(tx: Tx): Promise<Setup[]> {
  const rows = await tx
    .select()
    .from(connections)
    .where(eq(connections.status, "choosing"))
    .orderBy(asc(connections.id));
  const setups: Setup[] = [];
  for (const row of rows) setups.push(await toSetup(tx, row));
  return setups;
}
