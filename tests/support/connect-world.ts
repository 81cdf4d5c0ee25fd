import { and, eq } from "drizzle-orm";
import { connectionAccounts, connectionSecrets, connections, syncRuns, syncSlices } from "@/drizzle/schema";
import type { FinishSetupRequest } from "@/lib/api/connect";
import { finishSetup } from "@/lib/connections/finish-setup";
import { type Kept, keepGrant } from "@/lib/connections/keep-grant";
import { withWorker } from "@/lib/db/transaction";
import { allowConsent } from "@/lib/local/consent";
import { getProvider } from "@/lib/providers";
import type { Grant } from "@/lib/providers/contract";
import { requestSyncIn } from "@/lib/sync/request";
import { runSync } from "@/lib/sync/run";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { createDirectStep } from "./direct-step";
import { loadSimulator, startSimulator } from "./simulator";
import { createTestWorkspace } from "./workspace";

export type ConnectWorld = Awaited<ReturnType<typeof createConnectWorld>>;
type Consented = { meant?: string; grant?: Partial<Grant>; viewer?: Viewer };

/** A workspace, a provider's simulator with small accounts, and the steps of connecting, one by one. */
export async function createConnectWorld(providerId: string, { accounts = 3, seed = "connect" } = {}) {
  let now = new Date("2026-06-10T15:00:00Z");
  const clock = () => now;
  const provider = getProvider(providerId);
  const simulator = await startSimulator(await loadSimulator(providerId), { seed, clock });
  const resize = (count: number) =>
    simulator.control("POST", "size", { accounts: count, campaigns: 1, adsets: 1, ads: 1 });
  await simulator.control("POST", "limits", { unmetered: true });
  await simulator.control("POST", "freeze", { frozen: true });
  await resize(accounts);
  const owner = await createTestWorkspace();

  const grantOf = async (): Promise<Grant> => {
    const redirectUri = `http://localhost:3000/api/oauth/${providerId}/callback`;
    return provider.oauth.exchange({ ...(await allowConsent(provider.oauth, redirectUri)), clock });
  };
  const consent = async ({ meant, grant, viewer = owner }: Consented = {}): Promise<Kept> =>
    keepGrant(viewer, { provider, grant: { ...(await grantOf()), ...grant }, meant, at: clock() });
  const read = <T>(work: Parameters<typeof withWorker<T>>[1], viewer = owner) => withWorker(viewer, work);

  return {
    provider,
    simulator,
    viewer: owner,
    clock,
    read,
    resize,
    consent,
    stop: simulator.stop,
    advance: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    finish: (connectionId: string, account_ids: string[], setup: Partial<FinishSetupRequest> = {}) =>
      finishSetup(owner, {
        connectionId,
        setup: { account_ids, auto_add_accounts: true, sync_frequency: "hourly", ...setup },
        clock,
        start: (tx) => requestSyncIn(tx, owner, { connectionId }),
      }),
    run: async (runId: string) => {
      const { workspaceId } = owner;
      const step = createDirectStep({});
      for (let part = 1; ; part += 1) {
        const input = { workspaceId, runId, part, executorRunId: `direct-${runId}-${part}` };
        const result = await runSync(input, step, { clock, pause: async () => {} });
        if (result.state !== "continue") break;
      }
      const [run] = await read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
      if (!run) throw new Error("the run is gone");
      return run;
    },
    connection: async (id: string) =>
      (await read((tx) => tx.select().from(connections).where(eq(connections.id, id))))[0],
    secrets: (id: string) =>
      read((tx) => tx.select().from(connectionSecrets).where(eq(connectionSecrets.connectionId, id))),
    selected: async (id: string) => {
      const rows = await read((tx) =>
        tx
          .select()
          .from(connectionAccounts)
          .where(and(eq(connectionAccounts.connectionId, id), eq(connectionAccounts.selected, true))),
      );
      return rows.map(({ externalId }) => externalId).sort();
    },
    slices: (runId: string) =>
      read((tx) =>
        tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)).orderBy(syncSlices.position),
      ),
  };
}
