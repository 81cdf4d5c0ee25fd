import "server-only";
import { auditLog } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import type { Viewer } from "./find-viewer";

type Entry = { action: string; target?: string; detail?: Record<string, unknown> };

/** Notes who did what, in the transaction that does it. */
export async function recordAudit(
  tx: Tx,
  viewer: Viewer,
  { action, target, detail = {} }: Entry,
): Promise<void> {
  const { workspaceId, actor } = viewer;
  await tx.insert(auditLog).values({ id: newId(), workspaceId, actor: actor.name, action, target, detail });
}
