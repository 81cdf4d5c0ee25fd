import { streamProgress } from "../../../stream-progress";
import { withViewer } from "../../../with-viewer";

export const GET = withViewer<{ jobId: string }>(({ viewer, params, request }) =>
  streamProgress(viewer, params.jobId, request),
);
