import "server-only";
import { eq } from "drizzle-orm";
import { webhookSecrets } from "@/drizzle/schema";
import type { Secret } from "@/lib/core/secret";
import { seal, unseal } from "@/lib/crypto/seal";
import type { Tx } from "@/lib/db/transaction";

export type EndpointScope = { workspaceId: string; endpointId: string };

const bindingOf = ({ workspaceId, endpointId }: EndpointScope) => ({
  workspaceId,
  connectionId: endpointId,
  field: "webhook_secret",
});
export const sealSecret = (secret: Secret, scope: EndpointScope) => seal(secret, bindingOf(scope));

/** The secrets that sign now: the current one, and the one before it while a rotation lasts. Worker role. */
export async function readSecrets(tx: Tx, scope: EndpointScope, now: Date): Promise<Secret[]> {
  const [row] = await tx.select().from(webhookSecrets).where(eq(webhookSecrets.endpointId, scope.endpointId));
  if (!row) return [];
  const { sealed, previousSealed, previousUntil } = row;
  const isOverlapping = previousSealed !== null && previousUntil !== null && previousUntil > now;
  return [sealed, ...(isOverlapping ? [previousSealed] : [])].map((one) => unseal(one, bindingOf(scope)));
}
