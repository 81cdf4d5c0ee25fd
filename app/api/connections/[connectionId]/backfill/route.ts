import { after } from "next/server";
import { send } from "@/inngest/client";
import { SyncNowResponse } from "@/lib/api/sync";
import { BackfillRequest } from "@/lib/api/sync-control";
import { systemClock } from "@/lib/core/clock";
import { backfill } from "@/lib/sync/backfill";
import { deliver } from "@/lib/sync/outbox";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const days = await readBody(request, BackfillRequest);
  const { runId, status } = await backfill(viewer, params.connectionId, days, systemClock);
  after(() => deliver(viewer.workspaceId, send));
  return answer(SyncNowResponse, { job_id: runId, status }, 202);
});
