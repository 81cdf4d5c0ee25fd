import type { AlertKind } from "@/lib/domain/alert";
import { failureKindOf, failures } from "@/lib/domain/failure";
import { pauseAfterFailures } from "@/lib/domain/patience";

export type AlertFacts = {
  name: string;
  error: string | null;
  errorCode: string | null;
  failuresInRow: number;
  pausedReason: string | null;
  held: number;
  withinDays?: number;
};
export type AlertWords = { title: string; detail: string; fix: string | null };

const failureFix = ({ errorCode }: AlertFacts) => failures[failureKindOf(errorCode ?? "internal")].fix;
const reason = ({ error }: AlertFacts) => error ?? "The sync did not finish.";

/** What is about a connection. */
export type ConnectionAlertKind = Exclude<AlertKind, "webhook_disabled">;

/** What people read about each kind of alert. */
export const alertWords = {
  run_failed: (facts) => ({
    title: `${facts.name}: the last sync failed`,
    detail: reason(facts),
    fix: failureFix(facts),
  }),
  failing_repeatedly: (facts) => ({
    title: `${facts.name}: ${facts.failuresInRow} syncs in a row failed`,
    detail: `${reason(facts)} After ${pauseAfterFailures} the connection pauses.`,
    fix: failureFix(facts),
  }),
  auto_paused: (facts) => ({
    title: `${facts.name} is paused`,
    detail: facts.pausedReason ?? reason(facts),
    fix: `${failureFix(facts)} Then resume it in Settings.`,
  }),
  needs_reauth: (facts) => ({
    title: `${facts.name} needs to be reconnected`,
    detail: facts.error ?? "Its access has ended. Your data so far is safe.",
    fix: "Reconnect the account in Settings.",
  }),
  token_expiring: (facts) => ({
    title: `${facts.name}: access ends within ${facts.withinDays === 1 ? "a day" : `${facts.withinDays} days`}`,
    detail: "It was not renewed by itself. Syncs stop when it ends; your data stays.",
    fix: "Reconnect the account in Settings.",
  }),
  stale: (facts) => ({
    title: `${facts.name} has not synced for a while`,
    detail: "More than three of its scheduled syncs are missing.",
    fix: "Sync now. If it stays stale, tell us.",
  }),
  suspicious_shrink: (facts) => ({
    title: `${facts.name}: ${facts.held} deletions wait for your word`,
    detail:
      "The provider suddenly lists much less than before. What is missing is kept until you say it is gone.",
    fix: "Look at the provider whether they were deleted, then accept or leave it.",
  }),
} as const satisfies Record<ConnectionAlertKind, (facts: AlertFacts) => AlertWords>;
