import { after } from "next/server";
import { send } from "@/inngest/client";
import { CancelSyncResponse } from "@/lib/api/sync-start";
import { systemClock } from "@/lib/core/clock";
import { syncStatus } from "@/lib/domain/run-status";
import { cancelSync } from "@/lib/sync/cancel";
import { deliver } from "@/lib/sync/outbox";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ syncId: string }>(async ({ viewer, params }) => {
  const status = await cancelSync(viewer, params.syncId, systemClock);
  after(() => deliver(viewer.workspaceId, send));
  return answer(CancelSyncResponse, { syncId: params.syncId, status: syncStatus[status] });
});
