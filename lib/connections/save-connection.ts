import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import type { Grant, Provider } from "@/lib/providers/contract";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { keepGrantIn } from "./keep-grant";
import { writeAccounts } from "./write-accounts";

type Input = { provider: Provider; grant: Grant; accounts: Account[]; at: Date };

/** Keeps a grant as a connection that syncs all the accounts given, without asking anybody to choose. */
export function saveConnection(viewer: Viewer, { provider, grant, accounts, at }: Input): Promise<string> {
  const { workspaceId } = viewer;
  return withWorker(viewer, async (tx) => {
    const { connectionId, isNew } = await keepGrantIn(tx, viewer, { provider, grant, at });
    await writeAccounts(tx, { workspaceId, connectionId, provider: provider.id }, accounts);
    const knownAccounts = accounts.map(({ externalId }) => externalId);
    await tx
      .update(connections)
      .set({ status: "active", knownAccounts })
      .where(eq(connections.id, connectionId));
    if (isNew) await recordAudit(tx, viewer, { action: "connection.connected", target: connectionId });
    return connectionId;
  });
}
