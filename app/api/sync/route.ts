import { after } from "next/server";
import { send } from "@/inngest/client";
import { StartJobsRequest, StartJobsResponse } from "@/lib/api/sync";
import { deliver } from "@/lib/sync/outbox";
import { requestSyncs } from "@/lib/sync/request-many";
import { answer, readBody, withViewer } from "../with-viewer";

export const POST = withViewer(async ({ viewer, request }) => {
  const { connection_id } = await readBody(request, StartJobsRequest);
  const jobs = await requestSyncs(viewer, connection_id);
  after(() => deliver(viewer.workspaceId, send));
  const [first] = jobs;
  return answer(StartJobsResponse, {
    job_id: first?.job_id ?? null,
    status: first?.status ?? "queued",
    jobs,
  });
});
