import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import { connectionAccounts, connections } from "@/drizzle/schema";
import type { AccountChoice, AccountChoices } from "@/lib/api/connect";
import type { Clock } from "@/lib/core/clock";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import { getProvider } from "@/lib/providers";
import { findConnection, type StoredConnection } from "./find-connection";
import { openContext } from "./open-context";

type Stored = typeof connectionAccounts.$inferSelect;
type Holder = { externalId: string; id: string; name: string };

/** Which of the accounts other connections of the workspace hold, data included. */
async function findHolders(
  tx: Tx,
  { id, provider }: StoredConnection,
  externalIds: string[],
): Promise<Holder[]> {
  if (externalIds.length === 0) return [];
  return tx
    .select({ externalId: connectionAccounts.externalId, id: connections.id, name: connections.name })
    .from(connectionAccounts)
    .innerJoin(connections, eq(connections.id, connectionAccounts.connectionId))
    .where(
      and(
        eq(connectionAccounts.provider, provider),
        inArray(connectionAccounts.externalId, externalIds),
        ne(connectionAccounts.connectionId, id),
      ),
    );
}

type Known = { connection: StoredConnection; stored: Stored[]; holders: Holder[] };

const byName = (a: AccountChoice, b: AccountChoice) =>
  a.name.localeCompare(b.name, "en") || (a.external_id < b.external_id ? -1 : 1);

/** What can be chosen: accounts the login sees now, and those chosen before that it does not see any more. Pure. */
export function toChoices(visible: Account[], { connection, stored, holders }: Known): AccountChoice[] {
  const own = new Map(stored.map((account) => [account.externalId, account]));
  const seen = new Set(visible.map(({ externalId }) => externalId));
  const before = new Set([...connection.knownAccounts, ...own.keys()]);
  const isFirst = connection.status === "choosing";
  const open = visible.map((account): AccountChoice => {
    const holder = holders.find(({ externalId }) => externalId === account.externalId);
    const usual = isFirst && account.status === "active" && !holder;
    return {
      external_id: account.externalId,
      name: account.name,
      currency: account.currency,
      timezone: account.timezone,
      status: account.status,
      selected: own.get(account.externalId)?.selected ?? usual,
      is_new: !isFirst && !before.has(account.externalId),
      taken_by: holder ? { id: holder.id, name: holder.name } : null,
    };
  });
  const gone = stored
    .filter(({ externalId, selected }) => selected && !seen.has(externalId))
    .map(
      ({ externalId, name, currency, timezone, selected }): AccountChoice => ({
        ...{ external_id: externalId, name, currency, timezone, selected },
        ...{ status: "gone", is_new: false, taken_by: null },
      }),
    );
  return [...open, ...gone].sort(byName);
}

/** What is stored about accounts a login sees. */
export async function readKnown(tx: Tx, connection: StoredConnection, visible: Account[]): Promise<Known> {
  const stored = await tx
    .select()
    .from(connectionAccounts)
    .where(eq(connectionAccounts.connectionId, connection.id));
  const holders = await findHolders(
    tx,
    connection,
    visible.map(({ externalId }) => externalId),
  );
  return { connection, stored, holders };
}

type Viewer = { workspaceId: string };

/** The accounts a connection's login sees, asked now. Throws the provider's failures, `needs_reauth` among them. */
export async function listVisible(viewer: Viewer, id: string, clock: Clock): Promise<Account[]> {
  const connection = await withWorkspace(viewer, (tx) => findConnection(tx, id));
  const provider = getProvider(connection.provider);
  const scope = { workspaceId: viewer.workspaceId, connectionId: id };
  return provider.listAccounts(await openContext({ scope, provider, clock }));
}

/** The live list to choose from. */
export async function listChoices(viewer: Viewer, id: string, clock: Clock): Promise<AccountChoices> {
  const visible = await listVisible(viewer, id, clock);
  return withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, id);
    return {
      accounts: toChoices(visible, await readKnown(tx, connection, visible)),
      auto_add_accounts: connection.autoAddAccounts,
    };
  });
}
