import "server-only";
import { readAllowances } from "@/lib/db/budget";
import { withWorker } from "@/lib/db/transaction";
import type { Provider } from "@/lib/providers/contract";
import { softLimit } from "../call-context";
import { ledgerScopeOf } from "../ledger-scope";
import { ok, type Verdict, warning } from "./check";

/** Share of the hour's calls from which on a sync may have to wait. */
const tight = 0.9;

type Input = { workspaceId: string; provider: Provider; accountIds: string[]; now: Date };

/** How much of the hour's calls the tightest account has left. */
export async function checkBudget({ workspaceId, provider, accountIds, now }: Input): Promise<Verdict> {
  const scopes = accountIds.map((externalId) => ledgerScopeOf({ provider: provider.id, externalId }));
  const allowances = await withWorker({ workspaceId }, (tx) => readAllowances(tx, scopes, now));
  const limit = softLimit(provider.limits.accountCallsPerHour);
  const all = [...allowances.values()];
  const used = Math.max(0, ...all.map((one) => one.used));
  const said = `${used} of ${limit} calls of the last hour are used by the busiest account.`;
  if (all.some(({ suspendedUntil }) => suspendedUntil && suspendedUntil > now))
    return warning(
      `${provider.name} asked us to wait for a while.`,
      "Nothing to do: the first sync starts when it may.",
    );
  if (used >= limit * tight)
    return warning(said, "Choose a slower frequency, or let other tools ask less often.");
  return ok(said);
}
