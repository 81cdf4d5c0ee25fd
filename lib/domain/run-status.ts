import * as z from "zod";

export const RunStatus = z.enum([
  "queued",
  "running",
  "cancelling",
  "succeeded",
  "partial",
  "failed",
  "cancelled",
  "superseded",
]);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunTrigger = z.enum(["manual", "schedule", "force", "backfill", "retry", "replay"]);
export type RunTrigger = z.infer<typeof RunTrigger>;

export const RunMode = z.enum(["incremental", "full"]);
export type RunMode = z.infer<typeof RunMode>;

export type RunEvent = "start" | "succeed" | "succeedPartly" | "fail" | "cancel" | "supersede";

const ended = {
  start: null,
  succeed: null,
  succeedPartly: null,
  fail: null,
  cancel: null,
  supersede: null,
} as const;

/** What each event makes of each status; null is refused. */
export const transitions = {
  queued: {
    start: "running",
    succeed: null,
    succeedPartly: null,
    fail: "failed",
    cancel: "cancelled",
    supersede: "superseded",
  },
  running: {
    start: null,
    succeed: "succeeded",
    succeedPartly: "partial",
    fail: "failed",
    cancel: "cancelled",
    supersede: "superseded",
  },
  cancelling: {
    ...ended,
    fail: "cancelled",
    succeed: "cancelled",
    succeedPartly: "cancelled",
    cancel: "cancelled",
  },
  succeeded: ended,
  partial: ended,
  failed: ended,
  cancelled: ended,
  superseded: ended,
} as const satisfies Record<RunStatus, Record<RunEvent, RunStatus | null>>;

export const activeStatuses = ["queued", "running", "cancelling"] as const;
export const isActive = (status: RunStatus) => (activeStatuses as readonly RunStatus[]).includes(status);

/** The words of seeds 000/001. */
export const jobStatus = {
  queued: "queued",
  running: "running",
  cancelling: "running",
  succeeded: "completed",
  partial: "completed",
  failed: "failed",
  cancelled: "cancelled",
  superseded: "cancelled",
} as const satisfies Record<RunStatus, string>;

/** The words of seed 002. */
export const syncStatus = {
  queued: "queued",
  running: "in_progress",
  cancelling: "in_progress",
  succeeded: "complete",
  partial: "complete",
  failed: "failed",
  cancelled: "cancelled",
  superseded: "cancelled",
} as const satisfies Record<RunStatus, string>;
