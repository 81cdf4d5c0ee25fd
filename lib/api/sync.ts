import * as z from "zod";
import { RunMode, RunStatus, RunTrigger } from "@/lib/domain/run-status";

const Instant = z.iso.datetime();

export const Counters = z.object({
  fetched: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  quarantined: z.number().int(),
  duplicates: z.number().int(),
  deleted: z.number().int(),
  revisions: z.number().int(),
});
export type Counters = z.infer<typeof Counters>;

export const SyncNowRequest = z.object({ mode: RunMode.optional() });
export const SyncNowResponse = z.object({ job_id: z.string(), status: z.enum(["queued", "running"]) });
export type SyncNowResponse = z.infer<typeof SyncNowResponse>;

export const StartJobsRequest = z.object({ connection_id: z.string().optional() });
export const StartJobsResponse = z.object({
  job_id: z.string().nullable(),
  status: z.enum(["queued", "running"]),
  jobs: z.array(
    z.object({ job_id: z.string(), connection_id: z.string(), status: z.enum(["queued", "running"]) }),
  ),
});

/** One frame of the progress stream (SSE `data:`), also a row of the event log. `seq` is the SSE id. */
export const ProgressFrame = z.object({
  seq: z.number().int(),
  at: Instant,
  /** `1/6` … `6/6`, `assemble`, `persist`, `done`, `error`, or `heartbeat` (not stored, repeats the last seq). */
  step: z.string(),
  detail: z.string(),
  /** 0..100, never falls within a run. */
  progress: z.number(),
  status: RunStatus,
  counters: Counters,
  /** Set while waiting for a quota. */
  waiting_until: Instant.nullable(),
  error: z.object({ code: z.string(), message: z.string(), fix: z.string().nullable() }).nullable(),
  /** The slice it is about, where it is about one; `code` when that slice met a failure. */
  slice: z.number().int().optional(),
  code: z.string().optional(),
});
export type ProgressFrame = z.infer<typeof ProgressFrame>;

export const SyncSlice = z.object({
  id: z.string(),
  stream: z.string(),
  phase: z.string(),
  account_external_id: z.string(),
  account_name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  status: z.enum(["pending", "running", "waiting", "done", "failed", "skipped"]),
  attempt: z.number().int(),
  calls: z.number().int(),
  counters: Counters,
  /** What waiting for a quota took of its time, as announced by the provider; part of start to finish. */
  waited_ms: z.number().int(),
  /** Set while it waits for a quota. */
  waiting_until: Instant.nullable(),
  queued_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
  error: z.string().nullable(),
});
export type SyncSlice = z.infer<typeof SyncSlice>;

/** GET /api/sync/{job_id} (seeds 000/001 fields first, ours after). */
export const SyncJob = z.object({
  id: z.string(),
  status: z.enum(["queued", "running", "completed", "failed", "cancelled"]),
  progress: z.number(),
  step: z.string(),
  detail: z.string(),
  result: z.object({ counters: Counters, has_changes: z.boolean() }).nullable(),
  error: z.string().nullable(),
  error_code: z.string().nullable(),
  fix: z.string().nullable(),
  connection_id: z.string(),
  connection_name: z.string(),
  provider: z.string(),
  run_status: RunStatus,
  trigger: RunTrigger,
  mode: RunMode,
  actor: z.string(),
  counters: Counters,
  api_calls: z.number().int(),
  queued_at: Instant,
  started_at: Instant.nullable(),
  completed_at: Instant.nullable(),
  waiting_until: Instant.nullable(),
  last_seq: z.number().int(),
  /** The run this one retries or replays. */
  parent_job_id: z.string().nullable(),
  /** Parts failed that no retry has read since. */
  retryable: z.boolean(),
  slices: z.array(SyncSlice),
});
export type SyncJob = z.infer<typeof SyncJob>;

/** Stored frames of a run, oldest first (the events log of the run page). */
export const ProgressLog = z.object({ events: z.array(ProgressFrame) });
export type ProgressLog = z.infer<typeof ProgressLog>;
