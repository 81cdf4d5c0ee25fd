import type { AlertSeverity } from "@/lib/domain/alert";
import { failureKindOf, failures } from "@/lib/domain/failure";
import type { Frequency } from "@/lib/domain/frequency";
import { freshnessOf } from "@/lib/domain/freshness";
import { warnAfterFailures } from "@/lib/domain/patience";
import type { ConnectionAlertKind } from "./words";

export type ConnectionState = {
  connectionId: string;
  workspaceId: string;
  status: string;
  pausedBy: string | null;
  frequency: Frequency;
  lastSyncCompletedAt: Date | null;
  lastErrorCode: string | null;
  consecutiveFailures: number;
  blockingFailures: number;
  tokenExpiresAt: Date | null;
  tokenRefreshedAt: Date | null;
  /** When no renewal helps and a person has to consent again; null when that is not known. */
  consentEndsAt: Date | null;
  /** Do we renew the token ourselves? Then it is news only when that fails. */
  canRenew: boolean;
  /** Deletions that wait for a person's word. */
  held: number;
};

export type WantedAlert = {
  kind: ConnectionAlertKind;
  severity: AlertSeverity;
  groupKey: string;
  /** Days within which a token expires. */
  withinDays?: number;
};

const dayMs = 24 * 3_600_000;
const expiryDays = [1, 7, 14, 30];
/** Renewals start at 80 % of a token's life; a day later one that has not happened is failing. */
const renewalShare = 0.8;
const renewalGraceMs = dayMs;

/** When the token ends, unless it is about to be renewed by itself. */
function tokenEnd({ tokenExpiresAt, tokenRefreshedAt, canRenew }: ConnectionState, now: Date): Date | null {
  if (!tokenExpiresAt || !tokenRefreshedAt) return null;
  const life = tokenExpiresAt.getTime() - tokenRefreshedAt.getTime();
  const renewalLate = tokenRefreshedAt.getTime() + life * renewalShare + renewalGraceMs;
  return canRenew && (life <= dayMs || now.getTime() < renewalLate) ? null : tokenExpiresAt;
}

function expiresWithin(state: ConnectionState, now: Date): number | null {
  const ends = [tokenEnd(state, now), state.consentEndsAt].filter((end) => end !== null);
  const daysLeft = Math.min(...ends.map((end) => (end.getTime() - now.getTime()) / dayMs));
  return expiryDays.find((days) => daysLeft <= days) ?? null;
}

function failing({ consecutiveFailures, blockingFailures, lastErrorCode }: ConnectionState) {
  if (blockingFailures >= warnAfterFailures)
    return { kind: "failing_repeatedly", severity: "critical" } as const;
  if (consecutiveFailures === 0) return null;
  const { actor } = failures[failureKindOf(lastErrorCode ?? "internal")];
  return { kind: "run_failed", severity: actor === "you" ? "warning" : "info" } as const;
}

/**
 * The alerts a connection's state asks for now; the most telling one where several have the same cause. Pure: who
 * compares it with what is open knows what to open and what to resolve.
 */
export function wantedAlerts(state: ConnectionState, now: Date): WantedAlert[] {
  const { connectionId, status, pausedBy, frequency, lastSyncCompletedAt, held } = state;
  const alert = (kind: ConnectionAlertKind, severity: AlertSeverity) => ({
    kind,
    severity,
    groupKey: `${kind}:${connectionId}`,
  });
  if (status === "disconnected") return [];
  const shrink = held > 0 ? [alert("suspicious_shrink", "warning")] : [];
  if (status === "needs_reauth") return [alert("needs_reauth", "critical"), ...shrink];
  if (status === "paused")
    return pausedBy === "failures" ? [alert("auto_paused", "critical"), ...shrink] : shrink;
  const days = expiresWithin(state, now);
  const expiring = days === null ? [] : [expiryAlert(connectionId, days)];
  const failed = failing(state);
  if (failed) return [alert(failed.kind, failed.severity), ...expiring, ...shrink];
  const freshness = freshnessOf({
    frequency,
    lastCompletedAt: lastSyncCompletedAt,
    lastChangedAt: null,
    now,
  });
  const isStale = frequency !== "manual" && freshness === "stale";
  return [...(isStale ? [alert("stale", "warning")] : []), ...expiring, ...shrink];
}

/** Each step nearer is an alert of its own, so that it is told again. */
const expiryAlert = (connectionId: string, withinDays: number): WantedAlert => ({
  kind: "token_expiring",
  severity: withinDays <= 7 ? "critical" : "warning",
  groupKey: `token_expiring:${connectionId}:${withinDays}`,
  withinDays,
});
