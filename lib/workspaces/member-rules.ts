import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { member, organization } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import { type Asker, type Role, refusalOf } from "@/lib/domain/permission";

/** Owners are made and unmade by owners alone. Throws `forbidden` (403). */
export function assertMayGive(asker: Asker, role: Role): void {
  const refusal = refusalOf(asker, role === "owner" ? "owners" : "members");
  if (refusal)
    throw new AppError({
      code: "forbidden",
      message: refusal,
      status: 403,
      actor: "you",
      fix: "Ask an owner of the workspace.",
    });
}

/** Changes of who belongs to a workspace take turns: two owners leaving at once would each see the other stay. */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.execute(
    sql`select 1 from ${organization} where ${organization.id} = ${workspaceId}::uuid for update`,
  );
}

/** Throws `last_owner` (409) unless an owner besides this member remains. Call after `lockWorkspace`. */
export async function assertOwnerRemains(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  const others = await tx.$count(
    member,
    and(eq(member.organizationId, workspaceId), eq(member.role, "owner"), ne(member.id, memberId)),
  );
  if (others > 0) return;
  throw new AppError({
    code: "last_owner",
    message: "This is the last owner: the workspace would belong to nobody.",
    status: 409,
    actor: "you",
    fix: "Make somebody else an owner first.",
  });
}
