import { saveConnection } from "@/lib/connections/save-connection";
import { newId } from "@/lib/core/ids";
import { Secret } from "@/lib/core/secret";
import type { Account } from "@/lib/domain/entity";
import { getProvider } from "@/lib/providers";
import { beginRun } from "@/lib/sync/begin";
import { requestSync } from "@/lib/sync/request";
import type { Lease } from "@/lib/sync/step";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { createTestWorkspace } from "./workspace";

export const testNow = new Date("2026-06-10T15:00:00Z");

const account = (externalId: string): Account => ({
  externalId,
  name: `Account ${externalId}`,
  currency: "EUR",
  timezone: "Europe/Berlin",
  status: "active",
});

export type BareConnection = { viewer: Viewer; connectionId: string };

/** A connection in a workspace of its own or a given one, to Meta unless told otherwise, made without talking to its vendor. */
export async function createBareConnection(
  accountIds = ["act_1"],
  owner?: Viewer,
  providerId = "meta",
): Promise<BareConnection> {
  const viewer = owner ?? (await createTestWorkspace());
  const grant = {
    accessToken: new Secret("test-token"),
    refreshToken: null,
    expiresAt: null,
    externalUserId: newId(),
    name: "Test",
    scopes: [],
  };
  const accounts = accountIds.map(account);
  const provider = getProvider(providerId);
  const connectionId = await saveConnection(viewer, { provider, grant, accounts, at: testNow });
  return { viewer, connectionId };
}

/** Requests a run of the connection and begins it: its lease and what it planned. */
export async function beginTestRun({ viewer, connectionId }: BareConnection) {
  const { runId } = await requestSync(viewer, { connectionId });
  const { workspaceId } = viewer;
  const begun = await beginRun(
    { workspaceId, runId, part: 1, executorRunId: `test-${runId}` },
    () => testNow,
  );
  if (!begun.go) throw new Error(`the run did not begin: ${begun.reason}`);
  const lease: Lease = begun.lease;
  return { lease, slices: begun.slices };
}
