import "server-only";
import { and, eq } from "drizzle-orm";
import { connectionSecrets, connections } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { toAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { Secret } from "@/lib/core/secret";
import { type Tx, withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import type { OAuth } from "@/lib/providers/contract";
import { readTokens, type StoredTokens, storeTokens } from "./tokens";

type Refresh = NonNullable<OAuth["refresh"]>;
type Input = { scope: Scope; refresh: Refresh; stored: StoredTokens; hasExpired: boolean; clock: Clock };

/** Nobody else starts meanwhile; a renewal takes seconds, and one that died with its process is taken over after this. */
const renewalMs = 60_000;
/** A refused early renewal is tried again after this, while the old token still works. */
const restAfterRefusalMs = 10 * 60_000;

async function lock(tx: Tx, { connectionId }: Scope) {
  const [row] = await tx
    .select({ version: connectionSecrets.tokenVersion, noRenewalUntil: connectionSecrets.noRenewalUntil })
    .from(connectionSecrets)
    .where(eq(connectionSecrets.connectionId, connectionId))
    .for("update");
  return row ?? null;
}

/** Takes the renewal for this caller. Null when another has it or was faster. */
function claim({ scope, stored }: Input, now: Date): Promise<string | null> {
  return withWorker(scope, async (tx) => {
    const row = await lock(tx, scope);
    if (!row || row.version !== stored.version) return null;
    if (row.noRenewalUntil !== null && row.noRenewalUntil > now) return null;
    const renewalId = newId();
    const noRenewalUntil = new Date(now.getTime() + renewalMs);
    await tx
      .update(connectionSecrets)
      .set({ renewalId, noRenewalUntil })
      .where(eq(connectionSecrets.connectionId, scope.connectionId));
    return renewalId;
  });
}

/** Gives the renewal back: at once when the token has expired, after a rest when it still works. */
function release({ scope, hasExpired }: Input, renewalId: string, now: Date): Promise<unknown> {
  const noRenewalUntil = hasExpired ? null : new Date(now.getTime() + restAfterRefusalMs);
  return withWorker(scope, (tx) =>
    tx
      .update(connectionSecrets)
      .set({ renewalId: null, noRenewalUntil })
      .where(
        and(
          eq(connectionSecrets.connectionId, scope.connectionId),
          eq(connectionSecrets.renewalId, renewalId),
        ),
      ),
  );
}

/** Vendors count from the person's last sign of life, which may have come after the consent. */
const moveConsentEnd = (tx: Tx, { connectionId }: Scope, consentEndsAt: Date) =>
  tx.update(connections).set({ consentEndsAt }).where(eq(connections.id, connectionId));

/** The token as it is stored now, when somebody has replaced the one we started from. */
async function replacement({ scope, stored }: Input): Promise<Secret | null> {
  const now = await withWorker(scope, (tx) => readTokens(tx, scope));
  return now && now.version !== stored.version ? now.accessToken : null;
}

/**
 * Renews a token unless another caller does. No transaction is open while the provider is asked. Returns the token to
 * use now, or null when another caller's renewal has to be waited for. A provider's refusal counts only when nobody has
 * replaced the token meanwhile and the old one has expired; then it is thrown.
 */
export async function renewToken(input: Input): Promise<Secret | null> {
  const { scope, refresh, stored, hasExpired, clock } = input;
  const renewalId = await claim(input, clock());
  if (renewalId === null) return hasExpired ? replacement(input) : stored.accessToken;
  const { accessToken, refreshToken, version } = stored;
  try {
    const grant = await refresh({ accessToken, refreshToken, clock });
    crashpoint("refresh: answered, not stored");
    return await withWorker(scope, async (tx) => {
      const row = await lock(tx, scope);
      if (!row || row.version !== version) return (await readTokens(tx, scope))?.accessToken ?? null;
      await storeTokens(tx, scope, grant, clock());
      if (grant.refreshExpiresAt) await moveConsentEnd(tx, scope, grant.refreshExpiresAt);
      crashpoint("refresh: before the commit");
      return grant.accessToken;
    });
  } catch (thrown) {
    const replaced = await replacement(input);
    if (replaced) return replaced;
    await release(input, renewalId, clock());
    if (hasExpired) throw thrown;
    log.warn(
      { error: toAppError(thrown), connectionId: scope.connectionId },
      "a token was not renewed early",
    );
    return accessToken;
  }
}
