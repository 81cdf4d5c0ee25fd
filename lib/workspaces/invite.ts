import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { invitation, member, user } from "@/drizzle/schema";
import type { Invitation, InviteRequest } from "@/lib/api/members";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { isUuid, newId } from "@/lib/core/ids";
import { enterWorkspace, type Tx, withPeople } from "@/lib/db/transaction";
import type { AuditAction } from "@/lib/domain/audit";
import type { Viewer } from "./find-viewer";
import { expiryFrom, makeLink, toInvitation } from "./invitation-link";
import { assertMayGive, lockWorkspace } from "./member-rules";
import { recordAudit } from "./record-audit";

const maxPending = 100;
type Linked = { invitation: Invitation; link: string };

const conflict = (code: string, message: string, fix: string) =>
  new AppError({ code, message, status: 409, actor: "you", fix });

async function assertNew(tx: Tx, workspaceId: string, email: string): Promise<void> {
  const [known] = await tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspaceId), sql`lower(${user.email}) = ${email}`));
  if (known) throw conflict("already_member", `${email} is a member already.`, "Change their role instead.");
  const isPending = and(eq(invitation.organizationId, workspaceId), eq(invitation.status, "pending"));
  const waiting = await tx.select({ email: invitation.email }).from(invitation).where(isPending);
  if (waiting.some((one) => one.email === email))
    throw conflict("already_invited", `${email} is invited already.`, "Make a new link for that invitation.");
  if (waiting.length >= maxPending)
    throw conflict("too_many_invitations", `${maxPending} invitations are open.`, "Withdraw some first.");
}

async function note(tx: Tx, viewer: Viewer, action: AuditAction, row: Invitation): Promise<void> {
  await enterWorkspace(tx, viewer);
  const { id, email, role } = row;
  await recordAudit(tx, viewer, { action, target: id, targetName: email, detail: { role } });
}

/** Invites an address in a role. There is no mail: the link in this answer is for the inviter to hand over. */
export function invite(viewer: Viewer, { email, role }: InviteRequest, clock: Clock): Promise<Linked> {
  assertMayGive(viewer, role);
  const now = clock();
  const { workspaceId, actor } = viewer;
  return withPeople(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    await assertNew(tx, workspaceId, email);
    const { tokenHash, link } = makeLink();
    const [row] = await tx
      .insert(invitation)
      .values({
        id: newId(),
        organizationId: workspaceId,
        email,
        role,
        status: "pending",
        expiresAt: expiryFrom(now),
        createdAt: now,
        inviterId: actor.id,
        tokenHash,
      })
      .returning();
    const made = toInvitation(row as typeof invitation.$inferSelect, actor.name, now);
    await note(tx, viewer, "member.invited", made);
    return { invitation: made, link };
  });
}

const isPendingHere = (viewer: Viewer, id: string) =>
  and(
    eq(invitation.id, id),
    eq(invitation.organizationId, viewer.workspaceId),
    eq(invitation.status, "pending"),
  );

/** A new link for an invitation not used yet; the old one stops working. */
export async function renewInvitation(viewer: Viewer, id: string, clock: Clock): Promise<Linked> {
  if (!isUuid(id)) throw notFound("The invitation");
  const now = clock();
  const { tokenHash, link } = makeLink();
  return withPeople(async (tx) => {
    const [row] = await tx
      .update(invitation)
      .set({ tokenHash, expiresAt: expiryFrom(now), inviterId: viewer.actor.id })
      .where(isPendingHere(viewer, id))
      .returning();
    if (!row) throw notFound("The invitation");
    const made = toInvitation(row, viewer.actor.name, now);
    assertMayGive(viewer, made.role);
    await note(tx, viewer, "member.invitation_renewed", made);
    return { invitation: made, link };
  });
}

/** Takes an invitation back; its link stops working. */
export async function withdrawInvitation(viewer: Viewer, id: string, clock: Clock): Promise<void> {
  if (!isUuid(id)) throw notFound("The invitation");
  await withPeople(async (tx) => {
    const [row] = await tx
      .update(invitation)
      .set({ status: "canceled", tokenHash: null })
      .where(isPendingHere(viewer, id))
      .returning();
    if (!row) throw notFound("The invitation");
    await note(tx, viewer, "member.invitation_withdrawn", toInvitation(row, viewer.actor.name, clock()));
  });
}
