import * as z from "zod";
import { Frequency } from "@/lib/domain/frequency";
import { HeldDeletion } from "./sync-control";

const Instant = z.iso.datetime();

export const ConnectionStatus = z.enum(["active", "needs_reauth", "paused", "disconnected"]);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** The seeds' word for what the connection is doing. */
export const SyncActivity = z.enum(["idle", "queued", "syncing", "error"]);
export type SyncActivity = z.infer<typeof SyncActivity>;

export const Freshness = z.enum(["fresh", "quiet", "late", "stale", "never"]);
export type Freshness = z.infer<typeof Freshness>;

/** One line that sums a connection up; first match of the list in `lib/domain/headline.ts`. */
export const Headline = z.enum([
  "needs_reconnect",
  "disconnected",
  "paused",
  "waiting",
  "running",
  "failed",
  "recovering",
  "stale",
  "late",
  "partial",
  "up_to_date",
  "not_synced",
]);
export type Headline = z.infer<typeof Headline>;

export const FrequencyChoice = z.object({
  frequency: Frequency,
  allowed: z.boolean(),
  reason: z.string().optional(),
  calls_per_hour: z.number(),
  /** 0..1 of the calls the tightest account may use in an hour. */
  budget_share: z.number(),
});
export type FrequencyChoice = z.infer<typeof FrequencyChoice>;

export const ConnectionAccount = z.object({
  external_id: z.string(),
  name: z.string(),
  currency: z.string(),
  timezone: z.string(),
  status: z.string(),
  selected: z.boolean(),
  /** When its numbers were last read to the end; null before the first time. */
  last_synced_at: Instant.nullable(),
  last_error: z.string().nullable(),
});
export type ConnectionAccount = z.infer<typeof ConnectionAccount>;

export const Budget = z.object({
  used: z.number(),
  limit: z.number(),
  /** Set while the provider has asked us to wait. */
  suspended_until: Instant.nullable(),
});
export type Budget = z.infer<typeof Budget>;

export const ConnectionSyncStatus = z.object({
  sync_frequency: Frequency,
  sync_status: SyncActivity,
  last_sync_attempted_at: Instant.nullable(),
  last_sync_completed_at: Instant.nullable(),
  last_metrics_changed_at: Instant.nullable(),
  total_syncs_attempted: z.number().int(),
  total_syncs_with_changes: z.number().int(),
  last_sync_error: z.string().nullable(),
  /** Stable code of the last error and what the reader can do about it. */
  last_sync_error_code: z.string().nullable(),
  last_sync_fix: z.string().nullable(),
  /** Failed syncs in a row; from the first on a schedule slows down, and `slowed_down_until` says until when. */
  consecutive_failures: z.number().int(),
  slowed_down_until: Instant.nullable(),
  next_sync_at: Instant.nullable(),
  active_job_id: z.string().nullable(),
  headline: Headline,
  freshness: Freshness,
  budget: Budget,
  held_deletions: z.array(HeldDeletion),
});
export type ConnectionSyncStatus = z.infer<typeof ConnectionSyncStatus>;

export const Connection = ConnectionSyncStatus.extend({
  id: z.string(),
  provider: z.string(),
  provider_name: z.string(),
  /** What its numbers are about. */
  tells_of: z.enum(["ads", "goods"]),
  name: z.string(),
  status: ConnectionStatus,
  paused_reason: z.string().nullable(),
  /** `failures`: paused by us after too many failed syncs in a row; `paused_fix` says how to go on. */
  paused_by: z.enum(["person", "failures"]).nullable(),
  paused_fix: z.string().nullable(),
  accounts: z.array(ConnectionAccount),
  external_account_id: z.string().nullable(),
  currency: z.string().nullable(),
  timezone: z.string().nullable(),
  auto_add_accounts: z.boolean(),
  /** When only a person can go on, by consenting again; null when we renew the access. */
  consent_ends_at: Instant.nullable(),
  allowed_frequencies: z.array(FrequencyChoice),
});
export type Connection = z.infer<typeof Connection>;

/** A consent somebody gave, on its way to a connection: nothing is synced before its accounts are chosen. */
export const Setup = z.object({
  id: z.string(),
  provider: z.string(),
  provider_name: z.string(),
  name: z.string(),
  /** False once it is a connection that syncs. */
  is_unfinished: z.boolean(),
  created_at: Instant,
  /** When an unfinished one is deleted by itself. */
  discarded_at: Instant,
  /** The connection that was to be reconnected, though another login consented. */
  instead_of: z.object({ id: z.string(), name: z.string() }).nullable(),
  allowed_frequencies: z.array(FrequencyChoice),
});
export type Setup = z.infer<typeof Setup>;

export const ConnectionList = z.object({ connections: z.array(Connection), unfinished: z.array(Setup) });
export type ConnectionList = z.infer<typeof ConnectionList>;

export const SetFrequencyRequest = z.object({ sync_frequency: Frequency });
export type SetFrequencyRequest = z.infer<typeof SetFrequencyRequest>;

export const SetupCheck = z.object({
  /** Stable within a test. */
  id: z.string(),
  title: z.string(),
  /** `checking` only where lines are told as they come. */
  status: z.enum(["checking", "ok", "warning", "failed"]),
  message: z.string(),
  fix: z.string().optional(),
});
export type SetupCheck = z.infer<typeof SetupCheck>;

/** `account_ids` where accounts are not chosen yet; the chosen ones when unset. */
export const SetupTestRequest = z.object({
  account_ids: z.array(z.string().min(1).max(512)).max(10_000).optional(),
});
export type SetupTestRequest = z.infer<typeof SetupTestRequest>;

export const SetupTest = z.object({ checks: z.array(SetupCheck) });
export type SetupTest = z.infer<typeof SetupTest>;
