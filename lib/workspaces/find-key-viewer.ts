import "server-only";
import { eq, sql } from "drizzle-orm";
import { apiKeys, organization } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { hashOf, isApiKey } from "@/lib/crypto/api-key";
import { withKeys, withPeople, withWorkspace } from "@/lib/db/transaction";
import { KeyScope, roleOfScope } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { originOf } from "./request-origin";

/** Calls of one key in a minute. */
export const callsPerMinute = 600;
const minuteMs = 60_000;

const refused = (message: string, fix: string) =>
  new AppError({ code: "invalid_api_key", message, status: 401, actor: "you", fix });
const makeAnother = "Make a key in Settings, API keys.";

/** The key of `Authorization: Bearer …`; null when the request has none. */
export function bearerOf(headers: Headers): string | null {
  const [, token] = /^Bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

async function findKey(token: string, now: Date) {
  if (!isApiKey(token))
    throw refused("This is not an API key of Freshet.", "Check that it was copied whole.");
  const [found] = await withKeys((tx) =>
    tx
      .select({
        id: apiKeys.id,
        workspaceId: apiKeys.workspaceId,
        expiresAt: apiKeys.expiresAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .where(eq(apiKeys.keyHash, hashOf(token))),
  );
  if (!found) throw refused("This API key is not known here.", makeAnother);
  if (found.revokedAt) throw refused("This API key was revoked.", makeAnother);
  if (found.expiresAt && found.expiresAt <= now) throw refused("This API key has expired.", makeAnother);
  return found;
}

function countCall({ id, workspaceId }: { id: string; workspaceId: string }, now: Date) {
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs);
  return withWorkspace({ workspaceId }, async (tx) => {
    const isSame = sql`${apiKeys.windowAt} = ${minute.toISOString()}::timestamptz`;
    const [row] = await tx
      .update(apiKeys)
      .set({
        lastUsedAt: now,
        windowAt: minute,
        windowCalls: sql`case when ${isSame} then ${apiKeys.windowCalls} + 1 else 1 end`,
      })
      .where(eq(apiKeys.id, id))
      .returning({ name: apiKeys.name, scope: apiKeys.scope, calls: apiKeys.windowCalls });
    return row && { ...row, until: new Date(minute.getTime() + minuteMs) };
  });
}

/** Who asks with an API key, counted as one of its calls. Throws `invalid_api_key` (401) or `rate_limited` (429). */
export async function findKeyViewer(token: string, headers: Headers, clock: Clock): Promise<Viewer> {
  const now = clock();
  const found = await findKey(token, now);
  const [[workspace], used] = await Promise.all([
    withPeople((tx) =>
      tx.select({ name: organization.name }).from(organization).where(eq(organization.id, found.workspaceId)),
    ),
    countCall(found, now),
  ]);
  if (!workspace || !used) throw refused("This API key is not known here.", makeAnother);
  if (used.calls > callsPerMinute)
    throw new AppError({
      code: "rate_limited",
      message: `An API key may ask ${callsPerMinute} times a minute.`,
      status: 429,
      retry: "later",
      actor: "you",
      until: used.until,
    });
  const scope = KeyScope.parse(used.scope);
  return {
    workspaceId: found.workspaceId,
    workspaceName: workspace.name,
    role: roleOfScope[scope],
    scope,
    actor: { type: "api_key", id: found.id, name: used.name, email: null },
    origin: originOf(headers),
  };
}
