import { ConnectionSyncStatus } from "@/lib/api/connection";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { systemClock } from "@/lib/core/clock";
import { answer, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params }) =>
  answer(ConnectionSyncStatus, await getSyncStatus(viewer, params.connectionId, systemClock)),
);
