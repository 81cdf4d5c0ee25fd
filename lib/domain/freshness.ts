import { type Frequency, frequencySeconds } from "./frequency";

export type FreshnessInput = {
  frequency: Frequency;
  lastCompletedAt: Date | null;
  lastChangedAt: Date | null;
  now: Date;
};

const hour = 3_600_000;

/**
 * How far the data can be trusted to be current. A schedule may miss one slot (late) and three (stale); without
 * one, a day is late and three days are stale. `quiet` is current, but nothing has changed for a day.
 */
export function freshnessOf({ frequency, lastCompletedAt, lastChangedAt, now }: FreshnessInput) {
  if (!lastCompletedAt) return "never" as const;
  const everyMs = (frequencySeconds[frequency] ?? 86_400) * 1_000;
  const age = now.getTime() - lastCompletedAt.getTime();
  const grace = Math.max(everyMs * 0.5, 2 * 60_000);
  if (age > everyMs * 3 + grace) return "stale" as const;
  if (age > everyMs + grace) return "late" as const;
  const quietFor = lastChangedAt ? now.getTime() - lastChangedAt.getTime() : Number.POSITIVE_INFINITY;
  return quietFor > 24 * hour ? ("quiet" as const) : ("fresh" as const);
}

export type HeadlineInput = {
  status: string;
  syncStatus: string;
  isWaiting: boolean;
  errorActor: string | null;
  /** A chosen account could not be read whole the last time. */
  isPartial: boolean;
  freshness: ReturnType<typeof freshnessOf>;
};

/** One line that sums a connection up; the first that applies. */
export function headlineOf(input: HeadlineInput) {
  const { status, syncStatus, isWaiting, errorActor, isPartial, freshness } = input;
  if (status === "needs_reauth") return "needs_reconnect" as const;
  if (status === "disconnected") return "disconnected" as const;
  if (status === "paused") return "paused" as const;
  if (syncStatus === "syncing" || syncStatus === "queued")
    return isWaiting ? ("waiting" as const) : ("running" as const);
  if (syncStatus === "error") return errorActor === "you" ? ("failed" as const) : ("recovering" as const);
  if (freshness === "never") return "not_synced" as const;
  if (freshness === "stale" || freshness === "late") return freshness;
  if (isPartial) return "partial" as const;
  return "up_to_date" as const;
}
