import { SyncHistory, SyncHistoryQuery } from "@/lib/api/sync-start";
import { listHistory } from "@/lib/sync/history";
import { answer, readQuery, withViewer } from "../../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(SyncHistory, await listHistory(viewer, readQuery(request, SyncHistoryQuery))),
);
