import { SyncStatus } from "@/lib/api/sync-start";
import { getStatus } from "@/lib/sync/history";
import { answer, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ syncId: string }>(async ({ viewer, params }) =>
  answer(SyncStatus, await getStatus(viewer, params.syncId)),
);
