import "server-only";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import type { Secret } from "@/lib/core/secret";
import { observeUsage, spendCall } from "@/lib/db/budget";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { failure } from "@/lib/domain/failure";
import type { BudgetScope, CallContext, Provider } from "@/lib/providers/contract";
import { getAccess } from "./access";

/** The part of a vendor's allowance we use: the rest is left to the customer's other tools. */
const softShare = 0.9;
/** From here on the vendor's own figure slows us down: other tools use the allowance as well. */
const busyPercent = 90;
/** Allowances slide: what is used up now comes back bit by bit. */
const restMs = 60_000;

export const softLimit = (callsPerHour: number) => Math.floor(callsPerHour * softShare);

const softLimits = ({ callsPerHour, callsPerDay, bucket }: BudgetScope) => ({
  perHour: softLimit(callsPerHour),
  perDay: callsPerDay === undefined ? undefined : softLimit(callsPerDay),
  bucket: bucket && {
    ratePerSecond: bucket.ratePerSecond * softShare,
    burst: Math.max(1, softLimit(bucket.burst)),
  },
});

type Input = {
  workspaceId: string;
  /** Whose token it is; without it a token that the vendor refuses cannot be renewed. */
  connectionId?: string;
  provider: Provider;
  accessToken: Secret;
  clock: Clock;
  signal: AbortSignal;
  onCall?: () => void;
};

/** What a provider needs to talk to its vendor: token, clock, and the ledger every call goes through. */
export function createCallContext({
  workspaceId,
  connectionId,
  provider,
  accessToken,
  clock,
  signal,
  onCall,
}: Input): CallContext {
  const spendOne = async (tx: Tx, scope: BudgetScope) => {
    const { allowed, until } = await spendCall(tx, { scope: scope.key, at: clock(), ...softLimits(scope) });
    if (!allowed)
      throw failure("rate_limited", { provider: provider.name, detail: "budget", until: until ?? undefined });
  };
  const context: CallContext = {
    accessToken,
    clock,
    signal,
    spend: async (scopes) => {
      // A call that one scope refuses is spent of none.
      await withWorker({ workspaceId }, async (tx) => {
        for (const scope of scopes) await spendOne(tx, scope);
      });
      onCall?.();
      crashpoint("call: before it");
    },
    observe: async (usage) => {
      crashpoint("call: answered");
      const notable = usage.filter(
        ({ usedPercent, regainAt }) => regainAt !== null || usedPercent >= busyPercent,
      );
      if (notable.length === 0) return;
      const at = clock();
      await withWorker({ workspaceId }, async (tx) => {
        for (const { scope, usedPercent, regainAt } of notable)
          await observeUsage(tx, {
            scope: scope.key,
            usedPercent,
            until: regainAt ?? new Date(at.getTime() + restMs),
            at,
          });
      });
    },
  };
  if (connectionId && provider.oauth.refresh)
    context.renew = async () => {
      const scope = { workspaceId, connectionId };
      const refused = context.accessToken;
      context.accessToken = await getAccess({ scope, provider, clock, refused });
      return context.accessToken;
    };
  return context;
}
