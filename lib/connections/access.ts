import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@/lib/core/clock";
import type { Secret } from "@/lib/core/secret";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { failure } from "@/lib/domain/failure";
import type { Provider } from "@/lib/providers/contract";
import { renewToken } from "./renew-token";
import { readTokens, type StoredTokens } from "./tokens";

/** Tokens are renewed once this share of their life has passed. */
export const refreshAfterShare = 0.8;

/** How often and how long somebody whose token has expired waits for another's renewal. */
const lookEveryMs = 250;
const looks = 80;

function isDue({ expiresAt, refreshedAt }: StoredTokens, now: Date): boolean {
  if (!expiresAt) return false;
  const life = expiresAt.getTime() - refreshedAt.getTime();
  return now.getTime() >= refreshedAt.getTime() + life * refreshAfterShare;
}

type Input = {
  scope: Scope;
  provider: Provider;
  clock: Clock;
  /** A token the vendor no longer takes, whatever we think of its life: another one is wanted. */
  refused?: Secret;
  /** What the caller has just read of it. */
  known?: StoredTokens | null;
};

/**
 * A usable access token of the connection, renewed first when most of its life has passed. One caller renews, across
 * processes; the others go on with the old token while it works, and wait for the new one when it does not. Throws
 * `needs_reauth` when only a person can renew it.
 */
export async function getAccess({ scope, provider, clock, refused, known }: Input): Promise<Secret> {
  for (let look = 0; look < looks; look += 1) {
    const now = clock();
    const stored = (look === 0 && known) || (await withWorker(scope, (tx) => readTokens(tx, scope)));
    if (!stored) throw failure("needs_reauth", { provider: provider.name, detail: "no_token" });
    const isRefused = refused !== undefined && stored.accessToken.reveal() === refused.reveal();
    if (!isRefused && !isDue(stored, now)) return stored.accessToken;
    const hasExpired = isRefused || (stored.expiresAt !== null && stored.expiresAt <= now);
    const { refresh } = provider.oauth;
    if (!refresh) {
      if (hasExpired) throw failure("needs_reauth", { provider: provider.name, detail: "expired" });
      return stored.accessToken;
    }
    const isTaken = stored.noRenewalUntil !== null && stored.noRenewalUntil > now;
    if (isTaken && !hasExpired) return stored.accessToken;
    const renewed = isTaken ? null : await renewToken({ scope, refresh, stored, hasExpired, clock });
    if (renewed) return renewed;
    await sleep(lookEveryMs);
  }
  throw failure("provider_transient", { provider: provider.name, detail: "renewal" });
}
