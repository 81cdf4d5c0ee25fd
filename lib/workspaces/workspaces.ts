import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { member, organization, session } from "@/drizzle/schema";
import type { Workspace } from "@/lib/api/members";
import { notFound } from "@/lib/core/errors";
import { isUuid } from "@/lib/core/ids";
import { enterWorkspace, withPeople } from "@/lib/db/transaction";
import { Role } from "@/lib/domain/permission";
import type { Viewer } from "./find-viewer";
import { recordAudit } from "./record-audit";

/** The workspaces a person belongs to, first joined first. */
export async function listWorkspaces({ actor, workspaceId }: Viewer): Promise<Workspace[]> {
  const rows = await withPeople((tx) =>
    tx
      .select({ id: organization.id, name: organization.name, role: member.role })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(eq(member.userId, actor.id))
      .orderBy(asc(member.createdAt)),
  );
  return rows.map(({ id, name, role }) => ({
    id,
    name,
    role: Role.catch("viewer").parse(role),
    is_current: id === workspaceId,
  }));
}

/** Goes on in another workspace of the person's, in this session. */
export async function switchWorkspace({ actor, sessionId }: Viewer, workspaceId: string): Promise<void> {
  if (!isUuid(workspaceId) || !sessionId) throw notFound("The workspace");
  await withPeople(async (tx) => {
    const isMine = and(eq(member.organizationId, workspaceId), eq(member.userId, actor.id));
    const [found] = await tx.select({ id: member.id }).from(member).where(isMine);
    if (!found) throw notFound("The workspace");
    await tx.update(session).set({ activeOrganizationId: workspaceId }).where(eq(session.id, sessionId));
  });
}

export function renameWorkspace(viewer: Viewer, name: string): Promise<void> {
  return withPeople(async (tx) => {
    await tx.update(organization).set({ name }).where(eq(organization.id, viewer.workspaceId));
    await enterWorkspace(tx, viewer);
    const entry = { target: viewer.workspaceId, targetName: name, detail: { from: viewer.workspaceName } };
    await recordAudit(tx, viewer, { action: "workspace.renamed", ...entry });
  });
}
