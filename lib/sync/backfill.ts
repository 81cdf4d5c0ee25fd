import "server-only";
import type { BackfillRequest } from "@/lib/api/sync-control";
import type { Clock } from "@/lib/core/clock";
import { withWorkspace } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { scopeOfRange } from "./check-range";
import { findConnection } from "./find-connection";
import { selectedAccounts } from "./plan-run";
import { type Requested, requestSyncIn } from "./request";

/**
 * Asks for a run that reads chosen days again; numbers that changed get revisions of cause `backfill`. Refused with
 * `sync_active` (409) while another sync runs, since that one does not read these days.
 */
export function backfill(
  viewer: Viewer,
  connectionId: string,
  { from, to, streams }: BackfillRequest,
  clock: Clock,
): Promise<Requested> {
  return withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId);
    const provider = getProvider(connection.provider);
    const accounts = await selectedAccounts(tx, connectionId);
    const scope = scopeOfRange({ from, to, streams, provider, accounts, now: clock() });
    const requested = await requestSyncIn(tx, viewer, {
      connectionId,
      trigger: "backfill",
      whenActive: "refuse",
      scope,
    });
    const detail = { ...scope, runId: requested.runId };
    await recordAudit(tx, viewer, { action: "connection.backfill", target: connectionId, detail });
    return requested;
  });
}
