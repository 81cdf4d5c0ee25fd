import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/drizzle/schema";
import type { ApiKey, CreateApiKeyRequest } from "@/lib/api/api-keys";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { isUuid, newId } from "@/lib/core/ids";
import type { Secret } from "@/lib/core/secret";
import { mintApiKey } from "@/lib/crypto/api-key";
import { withWorkspace } from "@/lib/db/transaction";
import type { KeyScope } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { recordAudit } from "./record-audit";

type Row = typeof apiKeys.$inferSelect;

const dayMs = 86_400_000;
const maxActive = 50;

function statusOf({ revokedAt, expiresAt }: Row, now: Date): ApiKey["status"] {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= now ? "expired" : "active";
}

const toApiKey = (row: Row, now: Date): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scope: row.scope as KeyScope,
  status: statusOf(row, now),
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt?.toISOString() ?? null,
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
  revoked_by: row.revokedBy,
});

/** The workspace's keys, newest first, revoked and expired ones included. */
export async function listApiKeys(viewer: Viewer, clock: Clock): Promise<ApiKey[]> {
  const rows = await withWorkspace(viewer, (tx) =>
    tx.select().from(apiKeys).orderBy(desc(apiKeys.id)).limit(500),
  );
  return rows.map((row) => toApiKey(row, clock()));
}

/** Makes a key; the secret is in this answer and nowhere else. Throws `too_many_keys` (409). */
export function createApiKey(
  viewer: Viewer,
  { name, scope, expires_in_days }: CreateApiKeyRequest,
  clock: Clock,
): Promise<{ apiKey: ApiKey; key: Secret }> {
  const now = clock();
  const { key, hash, hint } = mintApiKey();
  const { workspaceId, actor } = viewer;
  const expiresAt = expires_in_days === null ? null : new Date(now.getTime() + expires_in_days * dayMs);
  return withWorkspace(viewer, async (tx) => {
    const active = await tx.$count(apiKeys, isNull(apiKeys.revokedAt));
    if (active >= maxActive)
      throw new AppError({
        code: "too_many_keys",
        message: `There are ${maxActive} API keys already.`,
        status: 409,
        actor: "you",
        fix: "Revoke one that is not needed.",
      });
    const values = { id: newId(), workspaceId, name, keyHash: hash, hint, scope, createdAt: now, expiresAt };
    const [row] = await tx
      .insert(apiKeys)
      .values({ ...values, createdBy: actor.name })
      .returning();
    const detail = { scope, hint, expires_at: expiresAt?.toISOString() ?? null };
    await recordAudit(tx, viewer, { action: "api_key.created", target: values.id, targetName: name, detail });
    return { apiKey: toApiKey(row as Row, now), key };
  });
}

/** Ends a key at once; doing it twice changes nothing. */
export async function revokeApiKey(viewer: Viewer, id: string, clock: Clock): Promise<ApiKey> {
  if (!isUuid(id)) throw notFound("The API key");
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    const revoked = await tx
      .update(apiKeys)
      .set({ revokedAt: now, revokedBy: viewer.actor.name })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning();
    const [row] = revoked.length > 0 ? revoked : await tx.select().from(apiKeys).where(eq(apiKeys.id, id));
    if (!row) throw notFound("The API key");
    if (revoked.length > 0) {
      const { name, hint } = row;
      await recordAudit(tx, viewer, {
        action: "api_key.revoked",
        target: id,
        targetName: name,
        detail: { hint },
      });
    }
    return toApiKey(row, now);
  });
}
