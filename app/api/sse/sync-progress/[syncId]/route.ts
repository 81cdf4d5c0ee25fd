import { streamProgress } from "../../../stream-progress";
import { withViewer } from "../../../with-viewer";

export const GET = withViewer<{ syncId: string }>(({ viewer, params, request }) =>
  streamProgress(viewer, params.syncId, request),
);
