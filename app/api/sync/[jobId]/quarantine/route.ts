import { QuarantineQuery, QuarantineResponse } from "@/lib/api/quarantine";
import { listQuarantine } from "@/lib/insights/quarantine";
import { answer, readQuery, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ jobId: string }>(async ({ viewer, params, request }) =>
  answer(QuarantineResponse, await listQuarantine(viewer, params.jobId, readQuery(request, QuarantineQuery))),
);
