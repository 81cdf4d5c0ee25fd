import type { ProgressFrame, ProgressLog, SyncJob } from "@/lib/api/sync";
import { isActive, jobStatus } from "@/lib/domain/run-status";

/** The run after a frame; an older frame changes nothing and progress never falls. */
export function mergeFrame(job: SyncJob, frame: ProgressFrame | undefined): SyncJob {
  if (frame === undefined || frame.seq <= job.last_seq) return job;
  const hasStarted = frame.status !== "queued";
  const hasEnded = !isActive(frame.status);
  return {
    ...job,
    status: jobStatus[frame.status],
    run_status: frame.status,
    step: frame.step,
    detail: frame.detail,
    progress: Math.max(job.progress, frame.progress),
    counters: frame.counters,
    waiting_until: frame.waiting_until,
    started_at: job.started_at ?? (hasStarted ? frame.at : null),
    completed_at: job.completed_at ?? (hasEnded ? frame.at : null),
    error: frame.error?.message ?? job.error,
    error_code: frame.error?.code ?? job.error_code,
    fix: frame.error?.fix ?? job.fix,
    last_seq: frame.seq,
  };
}

/** A fetched run against the one on screen: an answer that left before the newest frame never turns time back. */
export function newerJob(known: SyncJob | undefined, fetched: SyncJob): SyncJob {
  if (known === undefined) return fetched;
  if (fetched.last_seq < known.last_seq) return { ...known, slices: fetched.slices };
  return { ...fetched, progress: Math.max(known.progress, fetched.progress) };
}

/** The event log with a frame of the stream; each seq once. */
export function appendFrame(log: ProgressLog | undefined, frame: ProgressFrame): ProgressLog | undefined {
  if (log === undefined) return undefined;
  const newest = log.events.at(-1)?.seq ?? 0;
  return frame.seq <= newest ? log : { events: [...log.events, frame] };
}
