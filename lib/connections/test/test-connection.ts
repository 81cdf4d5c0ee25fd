import "server-only";
import { and, eq } from "drizzle-orm";
import { connectionAccounts } from "@/drizzle/schema";
import type { SetupCheck } from "@/lib/api/connection";
import type { Clock } from "@/lib/core/clock";
import { withWorkspace } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import { getProvider } from "@/lib/providers";
import type { CallContext, Provider } from "@/lib/providers/contract";
import { findConnection, type StoredConnection } from "../find-connection";
import { openContext } from "../open-context";
import { checking, failed, ok, settled, type Verdict } from "./check";
import { checkAccount } from "./check-account";
import { checkBudget } from "./check-budget";

type Input = {
  connectionId: string;
  /** The accounts to test; those that are synced when unset. */
  accountIds?: string[] | undefined;
  clock: Clock;
};
type Chosen = Pick<Account, "externalId" | "name">;

const access = { id: "access", title: "Access" };
const scopes = { id: "scopes", title: "Permissions" };
const budget = { id: "budget", title: "Calls" };
const itemOf = ({ externalId, name }: Chosen) => ({ id: `account:${externalId}`, title: name });

/** Each costs a call or more; with many accounts the rest is judged by the listing. */
const mostAccounts = 25;

function checkScopes({ scopes: granted }: StoredConnection, { name, oauth }: Provider): Verdict {
  const missing = (oauth.scopes ?? []).filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return ok("Everything we ask for was granted.");
  return {
    status: "failed",
    message: `${name} was not allowed to give us ${missing.join(" and ")}.`,
    fix: "Reconnect and leave every permission ticked.",
  };
}

async function readChosen(viewer: { workspaceId: string }, id: string): Promise<Chosen[]> {
  const { connectionId, selected } = connectionAccounts;
  return withWorkspace(viewer, (tx) =>
    tx
      .select()
      .from(connectionAccounts)
      .where(and(eq(connectionId, id), eq(selected, true)))
      .orderBy(connectionAccounts.name),
  );
}

type Reached = { context: CallContext; visible: Account[] };

async function reach(viewer: { workspaceId: string }, id: string, provider: Provider, clock: Clock) {
  const scope = { workspaceId: viewer.workspaceId, connectionId: id };
  const context = await openContext({ scope, provider, clock });
  return { context, visible: await provider.listAccounts(context) } satisfies Reached;
}

/**
 * Tries what a sync needs, line by line, without writing anything. A line comes as `checking` first and once more with
 * its answer. What the provider refuses is an answer; throws only for a connection that does not exist.
 */
export async function* testConnection(
  viewer: { workspaceId: string },
  { connectionId, accountIds, clock }: Input,
): AsyncGenerator<SetupCheck> {
  const connection = await withWorkspace(viewer, (tx) => findConnection(tx, connectionId));
  const provider = getProvider(connection.provider);
  const stored = await readChosen(viewer, connectionId);
  yield checking(access);
  let reached: Reached;
  try {
    reached = await reach(viewer, connectionId, provider, clock);
  } catch (thrown) {
    yield settled(access, failed(thrown));
    return;
  }
  const { context, visible } = reached;
  yield settled(access, ok(`${provider.name} accepts our access.`));
  if (provider.oauth.scopes?.length) yield settled(scopes, checkScopes(connection, provider));
  const known = new Map([...stored, ...visible].map((account) => [account.externalId, account]));
  const asked = accountIds?.map((id) => known.get(id) ?? { externalId: id, name: id }) ?? stored;
  const chosen = asked.slice(0, mostAccounts);
  for (const account of chosen) yield checking(itemOf(account));
  yield checking(budget);
  for (const account of chosen) {
    const found = visible.find(({ externalId }) => externalId === account.externalId);
    yield settled(itemOf(account), await checkAccount(provider, context, found));
  }
  const rest = asked.length - chosen.length;
  if (rest > 0)
    yield settled(
      { id: "rest", title: `${rest} more accounts` },
      ok("Listed; they are read with the first sync."),
    );
  const ids = asked.map(({ externalId }) => externalId);
  const { workspaceId } = viewer;
  yield settled(budget, await checkBudget({ workspaceId, provider, accountIds: ids, now: clock() }));
}
