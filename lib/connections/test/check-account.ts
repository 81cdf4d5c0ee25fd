import "server-only";
import { toAppError } from "@/lib/core/errors";
import { dayIn } from "@/lib/domain/day";
import type { Account } from "@/lib/domain/entity";
import { failureKindOf } from "@/lib/domain/failure";
import type { CallContext, Provider, StreamName } from "@/lib/providers/contract";
import { failed, ok, type Verdict, warning } from "./check";

/** Small questions first; the first the provider has is asked. */
const probes: StreamName[] = ["account_metrics", "campaign_metrics", "orders", "inventory", "campaigns"];

async function read({ streams }: Provider, context: CallContext, account: Account): Promise<Verdict> {
  const stream = probes.find((name) => streams[name] !== undefined);
  const fetchPage = stream && streams[stream];
  const known = `in ${account.currency}, days in ${account.timezone}`;
  if (!fetchPage) return ok(`Listed, ${known}.`);
  const today = dayIn(account.timezone, context.clock());
  const { externalId: accountExternalId, route, timezone, currency } = account;
  await fetchPage(context, {
    accountExternalId,
    ...(route && { accountRoute: route }),
    timezone,
    currency,
    range: { from: today, to: today },
    cursor: null,
  });
  return ok(`Readable, ${known}.`);
}

const gone: Verdict = {
  status: "failed",
  message: "The login does not see this account any more.",
  fix: "Ask its admin for access, or leave it out.",
};

/** Is the account there, and does it let us read today? Want of quota is no fault of the account. */
export async function checkAccount(
  provider: Provider,
  context: CallContext,
  account: Account | undefined,
): Promise<Verdict> {
  if (!account) return gone;
  if (account.status !== "active")
    return warning(
      "Disabled at the provider; past numbers can still be read.",
      "Enable it there, or leave it out.",
    );
  try {
    return await read(provider, context, account);
  } catch (thrown) {
    const isWaiting = failureKindOf(toAppError(thrown).code).startsWith("rate_limited");
    if (!isWaiting) return failed(thrown);
    return warning(
      "It cannot be read just now: its calls are used up.",
      "Nothing to do: syncs wait and go on by themselves.",
    );
  }
}
