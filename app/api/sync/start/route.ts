import { after } from "next/server";
import { send } from "@/inngest/client";
import { StartSyncRequest, StartSyncResponse } from "@/lib/api/sync-start";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { answer, readBody, withViewer } from "../../with-viewer";

export const POST = withViewer(async ({ viewer, request }) => {
  const { connectionId } = await readBody(request, StartSyncRequest);
  const { runId, joined } = await requestSync(viewer, { connectionId });
  if (!joined) after(() => deliver(viewer.workspaceId, send));
  const message = joined ? "A sync is already running; you joined it" : "Sync started successfully";
  return answer(StartSyncResponse, { syncId: runId, status: "in_progress", message });
});
