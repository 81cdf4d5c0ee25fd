import "server-only";
import { sql } from "drizzle-orm";
import { auditLog } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import type { AuditAction } from "@/lib/domain/audit";
import type { RequestOrigin } from "./request-origin";

type Entry = {
  action: AuditAction;
  target?: string;
  /** What the target is called, for those who read it when it is gone. */
  targetName?: string;
  /** Never a secret: it is shown and exported. */
  detail?: Record<string, unknown>;
};
export type AuditActor = {
  workspaceId: string;
  actor: { type?: string; id?: string; name: string };
  origin?: RequestOrigin;
};

/** What a connection is called now; its id says little to who reads the log. */
const nameOf = (connectionId: string) =>
  sql<string>`(select name from connections where id = ${connectionId}::uuid)`;

/** Notes who did what, in the transaction that does it. */
export async function recordAudit(
  tx: Tx,
  { workspaceId, actor, origin }: AuditActor,
  entry: Entry,
): Promise<void> {
  const { name, type = "system", id = null } = actor;
  const {
    target,
    targetName = target && /^(connection|sync)\./.test(entry.action) ? nameOf(target) : undefined,
  } = entry;
  const who = { actor: name, actorType: type, actorId: id, ip: origin?.ip, userAgent: origin?.userAgent };
  await tx.insert(auditLog).values({ id: newId(), workspaceId, detail: {}, ...entry, targetName, ...who });
}
