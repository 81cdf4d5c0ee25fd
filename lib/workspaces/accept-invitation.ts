import "server-only";
import { and, eq } from "drizzle-orm";
import { invitation, member, organization, session, user } from "@/drizzle/schema";
import type { InvitationPreview } from "@/lib/api/members";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { enterWorkspace, type Tx, withPeople } from "@/lib/db/transaction";
import { Role } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { hashInvitation, statusOf } from "./invitation-link";
import { lockWorkspace } from "./member-rules";
import { recordAudit } from "./record-audit";

async function findInvitation(tx: Tx, token: string) {
  const [found] = await tx
    .select({ invitation, workspaceName: organization.name, invitedBy: user.name })
    .from(invitation)
    .innerJoin(organization, eq(organization.id, invitation.organizationId))
    .innerJoin(user, eq(user.id, invitation.inviterId))
    .where(eq(invitation.tokenHash, hashInvitation(token)));
  if (!found) throw notFound("The invitation");
  return { ...found, role: Role.catch("viewer").parse(found.invitation.role) };
}

/** What the holder of a link is told. Throws `not_found` for a link that was never made, renewed or withdrawn. */
export function previewInvitation(
  token: string,
  signedInAs: string | null,
  clock: Clock,
): Promise<InvitationPreview> {
  return withPeople(async (tx) => {
    const found = await findInvitation(tx, token);
    return {
      workspace_name: found.workspaceName,
      email: found.invitation.email,
      role: found.role,
      invited_by: found.invitedBy,
      status: statusOf(found.invitation, clock()),
      expires_at: found.invitation.expiresAt.toISOString(),
      signed_in_as: signedInAs,
    };
  });
}

const gone = (message: string) =>
  new AppError({
    code: "invitation_over",
    message,
    status: 409,
    actor: "you",
    fix: "Ask who invited you for a new link.",
  });

function assertFor({ actor }: Viewer, email: string): void {
  if (actor.email?.toLowerCase() === email) return;
  throw new AppError({
    code: "other_person",
    message: `This invitation is for ${email}; you are signed in as ${actor.email}.`,
    status: 403,
    actor: "you",
    fix: `Sign out, then sign in as ${email}.`,
  });
}

/** The person joins the workspace of the invitation, which is used up by that, and goes on there. */
export function acceptInvitation(viewer: Viewer, token: string, clock: Clock): Promise<string> {
  return withPeople(async (tx) => {
    const now = clock();
    const first = await findInvitation(tx, token);
    const workspaceId = first.invitation.organizationId;
    await lockWorkspace(tx, workspaceId);
    const found = await findInvitation(tx, token);
    const { id, email } = found.invitation;
    const status = statusOf(found.invitation, now);
    if (status !== "open")
      throw gone(status === "expired" ? "This invitation has expired." : "This link was used already.");
    assertFor(viewer, email);
    const userId = viewer.actor.id;
    await tx.update(invitation).set({ status: "accepted" }).where(eq(invitation.id, id));
    // Somebody who is a member by now keeps the role they have.
    await tx
      .insert(member)
      .values({ id: newId(), organizationId: workspaceId, userId, role: found.role, createdAt: now })
      .onConflictDoNothing();
    if (viewer.sessionId)
      await tx
        .update(session)
        .set({ activeOrganizationId: workspaceId })
        .where(and(eq(session.id, viewer.sessionId), eq(session.userId, userId)));
    await enterWorkspace(tx, { workspaceId });
    const who = { ...viewer, workspaceId };
    const detail = { role: found.role, invited_by: found.invitedBy };
    await recordAudit(tx, who, { action: "member.joined", target: id, targetName: email, detail });
    return workspaceId;
  });
}
