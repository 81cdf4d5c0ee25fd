import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import type { Account } from "@/lib/domain/entity";
import { getProvider } from "@/lib/providers";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection } from "./find-connection";
import { lockLogins } from "./keep-grant";
import { readKnown } from "./list-choices";
import { openContext } from "./open-context";
import { writeAccounts } from "./write-accounts";

/** What the login sees and nobody was ever asked about; another connection's accounts and disabled ones are left out. */
async function keepNew(scope: Scope, visible: Account[]): Promise<number> {
  const { workspaceId, connectionId } = scope;
  return withWorker(scope, async (tx) => {
    const { provider, name } = await findConnection(tx, connectionId);
    await lockLogins(tx, workspaceId, provider);
    const connection = await findConnection(tx, connectionId, { lock: true });
    if (!connection.autoAddAccounts) return 0;
    const { stored, holders } = await readKnown(tx, connection, visible);
    const known = new Set([
      ...connection.knownAccounts,
      ...[...stored, ...holders].map(({ externalId }) => externalId),
    ]);
    const fresh = visible.filter(({ externalId, status }) => status === "active" && !known.has(externalId));
    const own = new Set(stored.map(({ externalId }) => externalId));
    // Names and states of those it has come up to date with the same answer.
    const changed = visible.filter(({ externalId }) => own.has(externalId));
    await writeAccounts(tx, { workspaceId, connectionId, provider }, [...changed, ...fresh]);
    if (fresh.length === 0) return 0;
    const knownAccounts = [...connection.knownAccounts, ...fresh.map(({ externalId }) => externalId)];
    await tx.update(connections).set({ knownAccounts }).where(eq(connections.id, connectionId));
    const detail = { added: fresh.map((account) => account.name).slice(0, 20), automatically: true };
    const actor = { type: "system", name: "Freshet" };
    const entry = { action: "connection.accounts", target: connectionId, targetName: name, detail } as const;
    await recordAudit(tx, { workspaceId, actor }, entry);
    return fresh.length;
  });
}

/**
 * Adds the accounts that appeared at the provider since somebody last chose, where the connection is to do so. Returns
 * how many. Throws the provider's failures.
 */
export async function addNewAccounts(scope: Scope, clock: Clock): Promise<number> {
  const connection = await withWorker(scope, (tx) => findConnection(tx, scope.connectionId));
  if (!connection.autoAddAccounts || connection.status !== "active") return 0;
  const provider = getProvider(connection.provider);
  const visible = await provider.listAccounts(await openContext({ scope, provider, clock }));
  return keepNew(scope, visible);
}
