import { ConnectionSyncStatus } from "@/lib/api/connection";
import { resumeConnection } from "@/lib/connections/pause";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { systemClock } from "@/lib/core/clock";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(async ({ viewer, params }) => {
  await resumeConnection(viewer, params.connectionId, systemClock);
  return answer(ConnectionSyncStatus, await getSyncStatus(viewer, params.connectionId, systemClock));
});
