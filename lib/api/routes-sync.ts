import { QuarantineQuery, QuarantineResponse } from "./quarantine";
import { group } from "./route-table";
import { ProgressLog, StartJobsRequest, StartJobsResponse, SyncJob, SyncNowResponse } from "./sync";
import {
  CancelSyncResponse,
  StartSyncRequest,
  StartSyncResponse,
  SyncHistory,
  SyncHistoryQuery,
  SyncStatus,
} from "./sync-start";

const { get, post } = group("Syncs");
const frames = {
  media: "text/event-stream",
  means: "Progress frames, resumed after Last-Event-ID, up to exactly one `done` or `error`",
};

export const syncRoutes = [
  post(
    "/api/sync",
    "Start syncs of one connection or all",
    { 200: StartJobsResponse, 202: StartJobsResponse },
    { body: StartJobsRequest, refuses: [409] },
  ),
  get("/api/sync/{jobId}", "A sync with its slices", { 200: SyncJob }),
  get("/api/sync/{jobId}/events", "What a sync said so far", { 200: ProgressLog }),
  get(
    "/api/sync/{jobId}/quarantine",
    "The rows a sync set aside, each with why",
    { 200: QuarantineResponse },
    { query: QuarantineQuery },
  ),
  get("/api/sync/{jobId}/stream", "A sync's progress, live", { 200: frames }),
  post(
    "/api/sync/{jobId}/retry",
    "Run what failed again",
    { 202: SyncNowResponse, 200: SyncNowResponse },
    { refuses: [409] },
  ),
  post(
    "/api/sync/start",
    "Start a sync",
    { 200: StartSyncResponse },
    { body: StartSyncRequest, refuses: [409] },
  ),
  post(
    "/api/sync/force",
    "Start a sync that reads the whole window again",
    { 200: StartSyncResponse },
    { body: StartSyncRequest, refuses: [409] },
  ),
  get("/api/sync/status/{syncId}", "A sync in short", { 200: SyncStatus }),
  get("/api/sync/history", "Syncs, newest first", { 200: SyncHistory }, { query: SyncHistoryQuery }),
  post("/api/sync/cancel/{syncId}", "Cancel a sync; safe in every state", { 200: CancelSyncResponse }),
  get("/api/sse/sync-progress/{syncId}", "A sync's progress, live", { 200: frames }),
];
