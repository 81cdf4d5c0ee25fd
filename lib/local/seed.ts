import { eq } from "drizzle-orm";
import { member, organization, user } from "@/drizzle/schema";
import { send } from "@/inngest/client";
import { connect } from "@/lib/connections/connect";
import { listConnections } from "@/lib/connections/read-connections";
import { setFrequency } from "@/lib/connections/set-frequency";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { database } from "@/lib/db/client";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/contract";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { auth } from "@/lib/workspaces/auth";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { allowConsent } from "./consent";
import type { Seeded } from "./stack/seed";

const demo = { email: "demo@freshet.local", password: "freshet-demo", name: "Demo" };
const workspaceName = "Demo workspace";
const sandboxFrequency = "10min";

async function findUserId(): Promise<string | undefined> {
  const [found] = await database().select({ id: user.id }).from(user).where(eq(user.email, demo.email));
  return found?.id;
}

async function demoViewer(): Promise<Viewer> {
  const userId = (await findUserId()) ?? (await auth().api.signUpEmail({ body: demo })).user.id;
  const [workspace] = await database()
    .select({ id: organization.id })
    .from(organization)
    .innerJoin(member, eq(member.organizationId, organization.id))
    .where(eq(member.userId, userId));
  if (!workspace) throw new Error("The demo user has no workspace");
  await database().update(organization).set({ name: workspaceName }).where(eq(organization.id, workspace.id));
  const actor = { type: "user", id: userId, name: demo.name, email: demo.email } as const;
  return { workspaceId: workspace.id, workspaceName, role: "owner", actor };
}

/** Connects a provider through its real consent, exchange and account listing. */
async function connectSandbox(viewer: Viewer, provider: Provider): Promise<void> {
  const redirectUri = `${env().APP_URL}/api/oauth/${provider.id}/callback`;
  const consented = await allowConsent(provider.oauth, redirectUri);
  const connectionId = await connect(viewer, { providerId: provider.id, clock: systemClock, ...consented });
  await setFrequency(viewer, connectionId, sandboxFrequency, systemClock);
}

/** Connects every provider the workspace has not. One that does not work is told and leaves the others be. */
async function connectMissing(viewer: Viewer): Promise<void> {
  const known = new Set((await listConnections(viewer, systemClock)).map(({ provider }) => provider));
  for (const provider of listProviders()) {
    if (known.has(provider.id) || !provider.isConfigured()) continue;
    await connectSandbox(viewer, provider).catch((thrown: unknown) => {
      const { code, message } = toAppError(thrown);
      console.error(`${provider.name} could not be connected: ${message} (${code})`);
    });
  }
}

/**
 * Makes the demo workspace what it should be: its user, one sandbox connection per provider, and a first sync of
 * those never synced. Running it again changes nothing that is there.
 */
export async function seedDemo(): Promise<Seeded> {
  const viewer = await demoViewer();
  await connectMissing(viewer);
  const firstRunIds: string[] = [];
  for (const connection of await listConnections(viewer, systemClock)) {
    if (connection.last_sync_completed_at !== null || connection.status !== "active") continue;
    firstRunIds.push((await requestSync(viewer, { connectionId: connection.id })).runId);
  }
  await deliver(viewer.workspaceId, send);
  return { email: demo.email, password: demo.password, firstRunId: firstRunIds[0] ?? null, firstRunIds };
}
