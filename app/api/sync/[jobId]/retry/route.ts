import { after } from "next/server";
import { send } from "@/inngest/client";
import { SyncNowResponse } from "@/lib/api/sync";
import { deliver } from "@/lib/sync/outbox";
import { retryFailed } from "@/lib/sync/retry-failed";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ jobId: string }>(async ({ viewer, params }) => {
  const { runId, status, joined } = await retryFailed(viewer, params.jobId);
  if (!joined) after(() => deliver(viewer.workspaceId, send));
  return answer(SyncNowResponse, { job_id: runId, status }, joined ? 200 : 202);
});
