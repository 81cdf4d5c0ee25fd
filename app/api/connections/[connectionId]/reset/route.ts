import { after } from "next/server";
import { send } from "@/inngest/client";
import { ResetRequest, ResetResponse } from "@/lib/api/sync-control";
import { deliver } from "@/lib/sync/outbox";
import { resetStream } from "@/lib/sync/reset-stream";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const { stream } = await readBody(request, ResetRequest);
    const { runId, status, rowsRemoved } = await resetStream(viewer, params.connectionId, stream);
    after(() => deliver(viewer.workspaceId, send));
    return answer(ResetResponse, { job_id: runId, status, stream, rows_removed: rowsRemoved }, 202);
  },
  { needs: "connect" },
);
