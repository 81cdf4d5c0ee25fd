import { and, eq, inArray } from "drizzle-orm";
import { webhookEndpoints } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";

export type StoppedEndpoint = { workspaceId: string; endpointId: string; groupKey: string };

/** Webhooks that we turned off by ourselves, of one workspace, or with the jobs role of all. */
export async function readStoppedEndpoints(tx: Tx, workspaceId?: string): Promise<StoppedEndpoint[]> {
  const rows = await tx
    .select({ workspaceId: webhookEndpoints.workspaceId, endpointId: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.status, "disabled"),
        inArray(webhookEndpoints.disabledBy, ["failures", "gone"]),
        workspaceId ? eq(webhookEndpoints.workspaceId, workspaceId) : undefined,
      ),
    );
  return rows.map((row) => ({ ...row, groupKey: `webhook_disabled:${row.endpointId}` }));
}
