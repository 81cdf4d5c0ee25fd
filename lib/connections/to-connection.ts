import type { connectionAccounts, connections, heldDeletions, syncSchedule } from "@/drizzle/schema";
import type { Budget, Connection, ConnectionSyncStatus } from "@/lib/api/connection";
import type { HeldDeletion } from "@/lib/api/sync-control";
import type { Allowance } from "@/lib/db/budget";
import { failureKindOf, failures } from "@/lib/domain/failure";
import { Frequency } from "@/lib/domain/frequency";
import { freshnessOf, headlineOf } from "@/lib/domain/freshness";
import { getProvider } from "@/lib/providers";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import { softLimit } from "./call-context";
import { forecastFrequencies } from "./forecast";

export type ConnectionRow = {
  connection: typeof connections.$inferSelect;
  schedule: typeof syncSchedule.$inferSelect | null;
  activeRun: { id: string; waitingUntil: Date | null } | null;
  accounts: (typeof connectionAccounts.$inferSelect)[];
  allowances: Allowance[];
  held: (typeof heldDeletions.$inferSelect)[];
  hasRealtimeGrant: boolean;
};

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

function budgetOf({ connection, allowances }: ConnectionRow, now: Date): Budget {
  const limit = softLimit(getProvider(connection.provider).limits.accountCallsPerHour);
  const busiest = allowances.reduce((most, { used }) => Math.max(most, used), 0);
  const suspended = allowances
    .map(({ suspendedUntil }) => suspendedUntil)
    .filter((until): until is Date => until !== null && until > now)
    .sort((a, b) => b.getTime() - a.getTime());
  return { used: busiest, limit, suspended_until: iso(suspended[0]) };
}

export const toHeldDeletion = (row: typeof heldDeletions.$inferSelect): HeldDeletion => ({
  account_external_id: row.accountExternalId,
  kind: row.kind as HeldDeletion["kind"],
  missing: row.missing,
  since: row.heldSince.toISOString(),
  accepted: row.accepted >= row.missing,
});

/** How to take up again what we paused. */
function pausedFix({ pausedBy, lastSyncErrorCode: code }: ConnectionRow["connection"]): string | null {
  if (pausedBy === null) return null;
  const fix =
    pausedBy === "failures" && code ? `${failures[failureKindOf(code)].fix} Then resume it` : "Resume it";
  return `${fix} in Settings.`;
}

/** The eight fields of the seeds and what a reader makes of them. */
export function toSyncStatus(row: ConnectionRow, now: Date): ConnectionSyncStatus {
  const { connection, schedule, activeRun } = row;
  const frequency = Frequency.parse(connection.syncFrequency);
  const code = connection.lastSyncErrorCode;
  const failed = code ? failures[failureKindOf(code)] : null;
  const { lastSyncCompletedAt: lastCompletedAt, lastMetricsChangedAt: lastChangedAt } = connection;
  const freshness = freshnessOf({ frequency, lastCompletedAt, lastChangedAt, now });
  const isPartial = row.accounts.some(({ selected, lastError }) => selected && lastError !== null);
  const isWaiting = activeRun?.waitingUntil ? activeRun.waitingUntil > now : false;
  const { status, syncStatus } = connection;
  return {
    sync_frequency: frequency,
    sync_status: syncStatus as ConnectionSyncStatus["sync_status"],
    last_sync_attempted_at: iso(connection.lastSyncAttemptedAt),
    last_sync_completed_at: iso(lastCompletedAt),
    last_metrics_changed_at: iso(lastChangedAt),
    total_syncs_attempted: connection.totalSyncsAttempted,
    total_syncs_with_changes: connection.totalSyncsWithChanges,
    last_sync_error: connection.lastSyncError,
    last_sync_error_code: code,
    last_sync_fix: failed?.fix ?? null,
    consecutive_failures: connection.consecutiveFailures,
    slowed_down_until:
      schedule?.backedOffUntil && schedule.backedOffUntil > now ? iso(schedule.backedOffUntil) : null,
    next_sync_at: status === "active" ? iso(schedule?.nextSyncAt) : null,
    active_job_id: activeRun?.id ?? null,
    headline: headlineOf({
      status,
      syncStatus,
      isWaiting,
      errorActor: failed?.actor ?? null,
      isPartial,
      freshness,
    }),
    freshness,
    budget: budgetOf(row, now),
    held_deletions: row.held.map(toHeldDeletion),
  };
}

/** A connection as the API shows it. */
export function toConnection(row: ConnectionRow, now: Date): Connection {
  const { connection, accounts, hasRealtimeGrant } = row;
  const provider = getProvider(connection.provider);
  const [first] = accounts;
  return {
    ...toSyncStatus(row, now),
    id: connection.id,
    provider: provider.id,
    provider_name: provider.name,
    tells_of: isMarketplace(provider) ? "goods" : "ads",
    name: connection.name,
    status: connection.status as Connection["status"],
    paused_reason: connection.pausedReason,
    paused_by: connection.pausedBy as Connection["paused_by"],
    paused_fix: pausedFix(connection),
    accounts: accounts.map((account) => ({
      external_id: account.externalId,
      name: account.name,
      currency: account.currency,
      timezone: account.timezone,
      status: account.status,
      selected: account.selected,
      last_synced_at: iso(account.lastSyncedAt),
      last_error: account.lastError,
    })),
    external_account_id: first?.externalId ?? null,
    currency: first?.currency ?? null,
    timezone: first?.timezone ?? null,
    auto_add_accounts: connection.autoAddAccounts,
    consent_ends_at: iso(connection.consentEndsAt),
    allowed_frequencies: forecastFrequencies({ provider, hasRealtimeGrant }),
  };
}
