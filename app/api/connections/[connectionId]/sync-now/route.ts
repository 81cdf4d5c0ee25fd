import { after } from "next/server";
import { send } from "@/inngest/client";
import { SyncNowRequest, SyncNowResponse } from "@/lib/api/sync";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const { mode } = await readBody(request, SyncNowRequest);
  const { runId, status, joined } = await requestSync(viewer, { connectionId: params.connectionId, mode });
  if (!joined) after(() => deliver(viewer.workspaceId, send));
  return answer(SyncNowResponse, { job_id: runId, status }, joined ? 200 : 202);
});
