import "server-only";
import { eq, sql } from "drizzle-orm";
import { connectionSecrets } from "@/drizzle/schema";
import type { Secret } from "@/lib/core/secret";
import { seal, unseal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";

export type Tokens = { accessToken: Secret; refreshToken: Secret | null; expiresAt: Date | null };
export type StoredTokens = Tokens & { version: number; refreshedAt: Date; noRenewalUntil: Date | null };

const access = (scope: Scope) => ({ ...scope, field: "access_token" });
const refresh = (scope: Scope) => ({ ...scope, field: "refresh_token" });

/** Reads and opens a connection's tokens; null after a disconnect. Worker role. */
export async function readTokens(tx: Tx, scope: Scope): Promise<StoredTokens | null> {
  const [row] = await tx
    .select()
    .from(connectionSecrets)
    .where(eq(connectionSecrets.connectionId, scope.connectionId));
  if (!row) return null;
  return {
    accessToken: unseal(row.accessToken, access(scope)),
    refreshToken: row.refreshToken ? unseal(row.refreshToken, refresh(scope)) : null,
    expiresAt: row.expiresAt,
    version: row.tokenVersion,
    refreshedAt: row.refreshedAt,
    noRenewalUntil: row.noRenewalUntil,
  };
}

/** Seals and stores tokens as the next version; a renewal under way is over with that. Worker role. */
export async function storeTokens(tx: Tx, scope: Scope, tokens: Tokens, at: Date): Promise<void> {
  const values = {
    accessToken: seal(tokens.accessToken, access(scope)),
    refreshToken: tokens.refreshToken ? seal(tokens.refreshToken, refresh(scope)) : null,
    expiresAt: tokens.expiresAt,
    refreshedAt: at,
    renewalId: null,
    noRenewalUntil: null,
  };
  await tx
    .insert(connectionSecrets)
    .values({ ...scope, ...values })
    .onConflictDoUpdate({
      target: connectionSecrets.connectionId,
      set: { ...values, tokenVersion: sql`${connectionSecrets.tokenVersion} + 1` },
    });
}
