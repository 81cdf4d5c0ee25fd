import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { member, session, user } from "@/drizzle/schema";
import type { Member } from "@/lib/api/members";
import { notFound } from "@/lib/core/errors";
import { isUuid } from "@/lib/core/ids";
import { enterWorkspace, type Tx, withPeople } from "@/lib/db/transaction";
import { Role } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { memberColumns, toMember } from "./list-members";
import { assertMayGive, assertOwnerRemains, lockWorkspace } from "./member-rules";
import { recordAudit } from "./record-audit";

async function findMember(tx: Tx, { workspaceId }: Viewer, isOne: ReturnType<typeof eq>) {
  const [row] = await tx
    .select(memberColumns)
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspaceId), isOne));
  if (!row) throw notFound("The member");
  return { ...row, role: Role.catch("viewer").parse(row.member.role) };
}

/** Gives a member another role. Admins may not touch owners; the last owner stays one. */
export async function changeRole(viewer: Viewer, memberId: string, role: Role): Promise<Member> {
  if (!isUuid(memberId)) throw notFound("The member");
  return withPeople(async (tx) => {
    await lockWorkspace(tx, viewer.workspaceId);
    const found = await findMember(tx, viewer, eq(member.id, memberId));
    assertMayGive(viewer, found.role);
    assertMayGive(viewer, role);
    const changed = toMember({ ...found, member: { ...found.member, role } }, viewer);
    if (found.role === role) return changed;
    if (found.role === "owner") await assertOwnerRemains(tx, viewer.workspaceId, memberId);
    await tx.update(member).set({ role }).where(eq(member.id, memberId));
    await enterWorkspace(tx, viewer);
    const detail = { from: found.role, to: role };
    await recordAudit(tx, viewer, {
      action: "member.role_changed",
      target: memberId,
      targetName: found.email,
      detail,
    });
    return changed;
  });
}

async function takeOut(tx: Tx, viewer: Viewer, { id, userId }: { id: string; userId: string }) {
  await tx.delete(member).where(eq(member.id, id));
  const isHere = and(eq(session.userId, userId), eq(session.activeOrganizationId, viewer.workspaceId));
  await tx.update(session).set({ activeOrganizationId: sql`null` }).where(isHere);
  await enterWorkspace(tx, viewer);
}

/** Takes a member out of the workspace; what they did stays. They see nothing of it from their next click on. */
export async function removeMember(viewer: Viewer, memberId: string): Promise<void> {
  if (!isUuid(memberId)) throw notFound("The member");
  await withPeople(async (tx) => {
    await lockWorkspace(tx, viewer.workspaceId);
    const found = await findMember(tx, viewer, eq(member.id, memberId));
    assertMayGive(viewer, found.role);
    if (found.role === "owner") await assertOwnerRemains(tx, viewer.workspaceId, memberId);
    await takeOut(tx, viewer, found.member);
    const entry = { target: memberId, targetName: found.email, detail: { role: found.role } };
    await recordAudit(tx, viewer, { action: "member.removed", ...entry });
  });
}

/** The viewer leaves the workspace; its last owner cannot. */
export function leaveWorkspace(viewer: Viewer): Promise<void> {
  return withPeople(async (tx) => {
    await lockWorkspace(tx, viewer.workspaceId);
    const found = await findMember(tx, viewer, eq(member.userId, viewer.actor.id));
    if (found.role === "owner") await assertOwnerRemains(tx, viewer.workspaceId, found.member.id);
    await takeOut(tx, viewer, found.member);
    const entry = { target: found.member.id, targetName: found.email, detail: { role: found.role } };
    await recordAudit(tx, viewer, { action: "member.left", ...entry });
  });
}
