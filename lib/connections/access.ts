import "server-only";
import { eq } from "drizzle-orm";
import { connectionSecrets } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import type { Secret } from "@/lib/core/secret";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { failure } from "@/lib/domain/failure";
import type { Provider } from "@/lib/providers/contract";
import { readTokens, type StoredTokens, storeTokens } from "./tokens";

/** Tokens are renewed once this share of their life has passed. */
const refreshAfterShare = 0.8;

function isDue({ expiresAt, refreshedAt }: StoredTokens, now: Date): boolean {
  if (!expiresAt) return false;
  const life = expiresAt.getTime() - refreshedAt.getTime();
  return now.getTime() >= refreshedAt.getTime() + life * refreshAfterShare;
}

type Input = { scope: Scope; provider: Provider; clock: Clock };

/**
 * A usable access token of the connection, renewed first when most of its life has passed. The row lock makes
 * the renewal single-flight across processes. Throws `needs_reauth` when only a person can renew it.
 */
export async function getAccess({ scope, provider, clock }: Input): Promise<Secret> {
  const now = clock();
  const stored = await withWorker(scope, (tx) => readTokens(tx, scope));
  if (!stored) throw failure("needs_reauth", { provider: provider.name, detail: "no_token" });
  if (!isDue(stored, now)) return stored.accessToken;
  const hasExpired = stored.expiresAt !== null && stored.expiresAt <= now;
  const { refresh } = provider.oauth;
  if (!refresh) {
    if (hasExpired) throw failure("needs_reauth", { provider: provider.name, detail: "expired" });
    return stored.accessToken;
  }
  return withWorker(scope, async (tx) => {
    await tx
      .select({ id: connectionSecrets.connectionId })
      .from(connectionSecrets)
      .where(eq(connectionSecrets.connectionId, scope.connectionId))
      .for("update");
    const current = await readTokens(tx, scope);
    if (!current) throw failure("needs_reauth", { provider: provider.name, detail: "no_token" });
    if (current.version !== stored.version) return current.accessToken;
    try {
      const grant = await refresh({
        accessToken: current.accessToken,
        refreshToken: current.refreshToken,
        clock,
      });
      crashpoint("refresh: answered, not stored");
      await storeTokens(tx, scope, grant, current.version + 1, now);
      crashpoint("refresh: before the commit");
      return grant.accessToken;
    } catch (error) {
      // An early renewal that fails is no reason to stop while the old token still works.
      if (!hasExpired) return current.accessToken;
      throw error;
    }
  });
}
