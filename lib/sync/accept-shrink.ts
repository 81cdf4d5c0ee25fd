import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { heldDeletions } from "@/drizzle/schema";
import type { HeldDeletion } from "@/lib/api/sync-control";
import { toHeldDeletion } from "@/lib/connections/to-connection";
import { AppError } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import type { ListedKind } from "@/lib/domain/entity";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection } from "./find-connection";

type Which = { account_external_id?: string; kind?: ListedKind };

/**
 * Agrees to held deletions: the next complete listing marks as many deleted as were missing, and not more. Throws
 * `nothing_held` (409) when there is none of these.
 */
export function acceptShrink(viewer: Viewer, connectionId: string, which: Which): Promise<HeldDeletion[]> {
  const { account_external_id: account, kind } = which;
  return withWorkspace(viewer, async (tx) => {
    await findConnection(tx, connectionId);
    const rows = await tx
      .update(heldDeletions)
      .set({ accepted: sql`${heldDeletions.missing}`, acceptedBy: viewer.actor.name })
      .where(
        and(
          eq(heldDeletions.connectionId, connectionId),
          account ? eq(heldDeletions.accountExternalId, account) : undefined,
          kind ? eq(heldDeletions.kind, kind) : undefined,
        ),
      )
      .returning();
    if (rows.length === 0)
      throw new AppError({
        code: "nothing_held",
        message: "No deletion of this connection waits for a word.",
        status: 409,
        actor: "you",
      });
    const accepted = rows.map(({ accountExternalId, kind: of, missing }) => ({
      accountExternalId,
      kind: of,
      missing,
    }));
    await recordAudit(tx, viewer, {
      action: "connection.accept_shrink",
      target: connectionId,
      detail: { accepted },
    });
    return rows.map(toHeldDeletion);
  });
}
