import { after } from "next/server";
import { send } from "@/inngest/client";
import { FinishSetupRequest, FinishSetupResponse } from "@/lib/api/connect";
import { Setup } from "@/lib/api/connection";
import { finishSetup } from "@/lib/connections/finish-setup";
import { getSetup } from "@/lib/connections/get-setup";
import { systemClock } from "@/lib/core/clock";
import { deliver } from "@/lib/sync/outbox";
import { requestSyncIn } from "@/lib/sync/request";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params }) =>
  answer(Setup, await getSetup(viewer, params.connectionId)),
);

export const POST = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const { connectionId } = params;
    const setup = await readBody(request, FinishSetupRequest);
    const { runId } = await finishSetup(viewer, {
      connectionId,
      setup,
      clock: systemClock,
      start: (tx) => requestSyncIn(tx, viewer, { connectionId }),
    });
    after(() => deliver(viewer.workspaceId, send));
    return answer(FinishSetupResponse, { id: connectionId, job_id: runId }, 202);
  },
  { needs: "connect" },
);
