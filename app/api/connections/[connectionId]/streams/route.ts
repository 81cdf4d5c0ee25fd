import { StreamStates } from "@/lib/api/connection-detail";
import { listStreams } from "@/lib/insights/streams";
import { answer, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params }) =>
  answer(StreamStates, await listStreams(viewer, params.connectionId)),
);
