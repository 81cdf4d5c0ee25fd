import { member, organization, user } from "@/drizzle/schema";
import { connect } from "@/lib/connections/connect";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { allowConsent } from "@/lib/local/consent";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";

/** A workspace of its own for a test, with an owner. */
export async function createTestWorkspace(): Promise<Viewer> {
  const [userId, workspaceId] = [newId(), newId()];
  const name = "Test owner";
  await database()
    .insert(user)
    .values({ id: userId, name, email: `${userId}@test.local` });
  await database().insert(organization).values({ id: workspaceId, name: "Test", slug: workspaceId });
  await database().insert(member).values({ id: newId(), organizationId: workspaceId, userId, role: "owner" });
  return {
    workspaceId,
    workspaceName: "Test",
    role: "owner",
    actor: { type: "user", id: userId, name, email: null },
  };
}

/** Connects a provider through its simulator's consent page, as the browser flow does. */
export async function connectTest(viewer: Viewer, providerId: string, clock: Clock): Promise<string> {
  const { oauth } = getProvider(providerId);
  const redirectUri = `http://localhost:3000/api/oauth/${providerId}/callback`;
  return connect(viewer, { providerId, clock, ...(await allowConsent(oauth, redirectUri)) });
}
