import postgres from "postgres";
import { createCallContext } from "@/lib/connections/call-context";
import { saveConnection } from "@/lib/connections/save-connection";
import { systemClock } from "@/lib/core/clock";
import type { Account } from "@/lib/domain/entity";
import { allowConsent } from "@/lib/local/consent";
import { getProvider } from "@/lib/providers";
import type { Grant } from "@/lib/providers/contract";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import type { RunningApp } from "../../support/app";
import { type Client, signIn } from "../../support/client";

export type Seat = { client: Client; workspaceId: string; connectionId: string };

const perWorkspace = 50;
const providerId = "meta";

async function consent(workspaceId: string): Promise<{ grant: Grant; accounts: Account[] }> {
  const provider = getProvider(providerId);
  const redirectUri = "http://localhost:3000/api/oauth/callback";
  const consented = await allowConsent(provider.oauth, redirectUri);
  const grant = await provider.oauth.exchange({ ...consented, clock: systemClock });
  const { accessToken } = grant;
  const signal = AbortSignal.timeout(60_000);
  const context = createCallContext({ workspaceId, provider, accessToken, clock: systemClock, signal });
  return { grant, accounts: await provider.listAccounts(context) };
}

async function openWorkspace(app: RunningApp, sql: postgres.Sql, index: number): Promise<[Client, Viewer]> {
  const email = `prove-${index}@test.local`;
  const client = await signIn(app.url, { email, password: "a-long-password", name: `Prover ${index}` });
  const [row] = await sql`
    select m.organization_id as workspace, u.id from member m join "user" u on u.id = m.user_id where u.email = ${email}`;
  const actor = { type: "user", id: String(row?.id), name: "Prover", email } as const;
  return [client, { workspaceId: String(row?.workspace), workspaceName: "Prove", role: "owner", actor }];
}

/**
 * Connections of one small account each, in workspaces of fifty, at the simulator of a running app. They count as
 * freshly read in full, so that a sync is an everyday one.
 */
export async function fillStage(app: RunningApp, sql: postgres.Sql, count: number): Promise<Seat[]> {
  const simulator = app.simulatorUrls[providerId] ?? "";
  const control = (verb: string, body: unknown) =>
    fetch(`${simulator}/_control/${verb}`, { method: "POST", body: JSON.stringify(body) });
  await control("size", { accounts: perWorkspace, campaigns: 3, adsets: 2, ads: 2 });
  await control("limits", { callsPerHour: 1_000_000 });
  const seats: Seat[] = [];
  for (let workspace = 0; seats.length < count; workspace += 1) {
    const [client, viewer] = await openWorkspace(app, sql, workspace);
    const { grant, accounts } = await consent(viewer.workspaceId);
    const provider = getProvider(providerId);
    for (const account of accounts.slice(0, Math.min(perWorkspace, count - seats.length))) {
      const own = { ...grant, externalUserId: `${grant.externalUserId}-${account.externalId}` };
      const connectionId = await saveConnection(viewer, {
        provider,
        grant: own,
        accounts: [account],
        at: new Date(),
      });
      seats.push({ client, workspaceId: viewer.workspaceId, connectionId });
    }
  }
  const fresh = Object.fromEntries(
    ["today", "warm", "cold", "entities", "demographics"].map((lane) => [lane, new Date().toISOString()]),
  );
  await sql`update connections set lane_clocks = ${sql.json(fresh)}`;
  await sql`update connection_accounts set last_synced_at = now()`;
  return seats;
}

/** Pairs of runs of one connection of which the second began before the first had ended. */
export async function countOverlaps(sql: postgres.Sql): Promise<number> {
  const [row] = await sql`
    select count(*)::int as overlaps from (
      select started_at, max(coalesce(completed_at, 'infinity')) over (partition by connection_id order by started_at
        rows between unbounded preceding and 1 preceding) as busy_until
      from sync_runs where started_at is not null) r
    where started_at < busy_until`;
  return Number(row?.overlaps);
}

export const openDatabase = (url: string) => postgres(url, { max: 4, onnotice: () => {} });
