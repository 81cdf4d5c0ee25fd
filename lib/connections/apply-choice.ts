import "server-only";
import { and, eq, inArray, notInArray } from "drizzle-orm";
import { connectionAccounts, connections } from "@/drizzle/schema";
import type { AccountChoice, ChooseAccountsRequest } from "@/lib/api/connect";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import type { StoredConnection } from "./find-connection";
import { lockLogins } from "./keep-grant";
import { readKnown, toChoices } from "./list-choices";
import { writeAccounts } from "./write-accounts";

export type Applied = { added: number; removed: number };

const refuse = (code: string, status: number, message: string, fix: string) =>
  new AppError({ code, status, message, actor: "you", fix });

/** Throws when nothing, or something that cannot be synced, was chosen. */
function check(ids: string[], choices: AccountChoice[]): void {
  if (ids.length === 0)
    throw refuse("no_account_chosen", 422, "No account is chosen.", "Choose at least one account.");
  const open = new Map(choices.map((choice) => [choice.external_id, choice]));
  for (const id of ids) {
    const choice = open.get(id);
    if (!choice)
      throw refuse(
        "account_unavailable",
        409,
        "The login does not see one of the chosen accounts any more.",
        "Load the list again.",
      );
    if (choice.taken_by)
      throw refuse(
        "account_taken",
        409,
        `“${choice.name}” is already part of “${choice.taken_by.name}”.`,
        "Leave it out here; its numbers would be counted twice.",
      );
  }
}

type Input = { visible: Account[]; chosen: ChooseAccountsRequest };

/**
 * Makes `chosen` the accounts a connection syncs. What is left out stops syncing and keeps its data. Throws
 * `no_account_chosen`, `account_unavailable` or `account_taken`.
 */
export async function applyChoice(
  tx: Tx,
  connection: StoredConnection,
  { visible, chosen }: Input,
): Promise<Applied> {
  const { id: connectionId, workspaceId, provider } = connection;
  const ids = [...new Set(chosen.account_ids)];
  // Two connections may be about to choose the same account.
  await lockLogins(tx, workspaceId, provider);
  const known = await readKnown(tx, connection, visible);
  check(ids, toChoices(visible, known));
  const wanted = new Set(ids);
  const before = new Set(known.stored.filter(({ selected }) => selected).map((one) => one.externalId));
  await writeAccounts(
    tx,
    { workspaceId, connectionId, provider },
    visible.filter(({ externalId }) => wanted.has(externalId)),
  );
  const own = eq(connectionAccounts.connectionId, connectionId);
  // Numbers went on changing while it was left out: one that comes back is read as a whole again.
  await tx
    .update(connectionAccounts)
    .set({ selected: true, lastSyncedAt: null })
    .where(and(own, inArray(connectionAccounts.externalId, ids), eq(connectionAccounts.selected, false)));
  await tx
    .update(connectionAccounts)
    .set({ selected: false })
    .where(and(own, notInArray(connectionAccounts.externalId, ids)));
  const seen = visible.map(({ externalId }) => externalId);
  const knownAccounts = [...new Set([...connection.knownAccounts, ...seen])];
  await tx
    .update(connections)
    .set({ autoAddAccounts: chosen.auto_add_accounts, knownAccounts })
    .where(eq(connections.id, connectionId));
  return {
    added: ids.filter((id) => !before.has(id)).length,
    removed: [...before].filter((id) => !wanted.has(id)).length,
  };
}
