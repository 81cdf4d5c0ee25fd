import * as z from "zod";

const Instant = z.iso.datetime();
const Status = z.enum(["queued", "in_progress", "complete", "failed", "cancelled"]);

/** Seed 002's camelCase spelling of the same runs. */
export const StartSyncRequest = z.object({ connectionId: z.string().min(1) });
export const StartSyncResponse = z.object({
  syncId: z.string(),
  status: z.literal("in_progress"),
  message: z.string(),
});

export const SyncStatus = z.object({
  syncId: z.string(),
  status: Status,
  progress: z.number(),
  message: z.string(),
  startedAt: Instant,
  completedAt: Instant.optional(),
  /** Seconds. */
  duration: z.number().optional(),
  ordersProcessed: z.number().int(),
  totalOrders: z.number().int(),
  claimsDetected: z.number().int(),
  connectionId: z.string(),
  connectionName: z.string(),
  provider: z.string(),
  trigger: z.string(),
  actor: z.string(),
  rowsChecked: z.number().int(),
  rowsChanged: z.number().int(),
  error: z.string().optional(),
  errorCode: z.string().optional(),
  /** Parts failed that no retry has read since: POST /api/sync/{id}/retry reads them. */
  retryable: z.boolean(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const SyncHistoryQuery = z.object({
  connectionId: z.string().optional(),
  status: Status.optional(),
  /** `true`: only syncs of which parts can be retried, whether they failed or ended in part. */
  retryable: z.enum(["true"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export const SyncHistory = z.object({
  syncs: z.array(SyncStatus),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type SyncHistory = z.infer<typeof SyncHistory>;

export const CancelSyncResponse = z.object({ syncId: z.string(), status: Status });
