import "server-only";
import { and, eq } from "drizzle-orm";
import { member, organization } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { withDeadline } from "@/lib/db/transaction";
import { type KeyScope, Role } from "@/lib/domain/permission";
import { auth } from "./auth";
import { originOf, type RequestOrigin } from "./request-origin";

export type ViewerActor = {
  type: "user" | "api_key" | "system";
  id: string;
  name: string;
  email: string | null;
};
export type Viewer = {
  workspaceId: string;
  workspaceName: string;
  role: Role;
  actor: ViewerActor;
  /** Set where a program asks with an API key. */
  scope?: KeyScope;
  origin?: RequestOrigin;
  /** Set where a person is signed in. */
  sessionId?: string;
};

/** Who is asking, from the session cookie; null without a valid session or membership. */
export async function findViewer(headers: Headers): Promise<Viewer | null> {
  const found = await withDeadline(() => auth().api.getSession({ headers }));
  if (!found) return null;
  const { user, session } = found;
  const workspaces = await withDeadline(() =>
    database()
      .select({ id: organization.id, name: organization.name, role: member.role })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(and(eq(member.userId, user.id)))
      .orderBy(member.createdAt),
  );
  const workspace = workspaces.find(({ id }) => id === session.activeOrganizationId) ?? workspaces[0];
  if (!workspace) return null;
  const role = Role.catch("viewer").parse(workspace.role);
  return {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    role,
    actor: { type: "user", id: user.id, name: user.name, email: user.email },
    origin: originOf(headers),
    sessionId: session.id,
  };
}
