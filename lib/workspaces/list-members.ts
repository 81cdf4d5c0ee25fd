import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import { invitation, member, user } from "@/drizzle/schema";
import type { Member, MemberList } from "@/lib/api/members";
import type { Clock } from "@/lib/core/clock";
import { withPeople } from "@/lib/db/transaction";
import { isAllowed, Role } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { toInvitation } from "./invitation-link";

type Row = { member: typeof member.$inferSelect; name: string; email: string };

export const toMember = ({ member: row, name, email }: Row, viewer: Viewer): Member => ({
  id: row.id,
  name,
  email,
  role: Role.catch("viewer").parse(row.role),
  is_you: viewer.actor.type === "user" && row.userId === viewer.actor.id,
  joined_at: row.createdAt.toISOString(),
});

export const memberColumns = { member, name: user.name, email: user.email };

/** Who belongs to the workspace, first come first, and for those who may invite, who is expected. */
export function listMembers(viewer: Viewer, clock: Clock): Promise<MemberList> {
  const { workspaceId } = viewer;
  return withPeople(async (tx) => {
    const members = await tx
      .select(memberColumns)
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(eq(member.organizationId, workspaceId))
      .orderBy(asc(member.createdAt), asc(member.id));
    const shown = members.map((row) => toMember(row, viewer));
    if (!isAllowed(viewer, "members")) return { members: shown, invitations: [] };
    const waiting = await tx
      .select({ invitation, invitedBy: user.name })
      .from(invitation)
      .innerJoin(user, eq(user.id, invitation.inviterId))
      .where(and(eq(invitation.organizationId, workspaceId), eq(invitation.status, "pending")))
      .orderBy(desc(invitation.createdAt));
    const now = clock();
    return {
      members: shown,
      invitations: waiting.map((row) => toInvitation(row.invitation, row.invitedBy, now)),
    };
  });
}
