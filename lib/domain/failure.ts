import { type Actor, AppError, type Retry } from "@/lib/core/errors";

export type FailureKind =
  | "rate_limited"
  | "rate_limited_daily"
  | "needs_reauth"
  | "permission_lost"
  | "config_invalid"
  | "too_much_data"
  | "provider_transient"
  | "provider_bug"
  | "quarantined"
  | "cancelled"
  | "internal";

type Description = { actor: Actor; retry: Retry; sentence: (provider: string) => string; fix: string };

/** One class each, one reaction each: who must act, whether a retry helps, and the words people read. */
export const failures = {
  rate_limited: {
    actor: "nobody",
    retry: "later",
    sentence: (p) => `${p} asked us to slow down. The sync waits and goes on by itself.`,
    fix: "Nothing to do. A slower frequency uses fewer calls.",
  },
  rate_limited_daily: {
    actor: "nobody",
    retry: "later",
    sentence: (p) => `Today's call allowance at ${p} is used up. The sync goes on when it renews.`,
    fix: "Nothing to do. A slower frequency uses fewer calls.",
  },
  needs_reauth: {
    actor: "you",
    retry: "never",
    sentence: (p) => `${p} no longer accepts our access. Your data so far is safe.`,
    fix: "Reconnect the account.",
  },
  permission_lost: {
    actor: "you",
    retry: "never",
    sentence: (p) => `${p} refuses access to this account. Other accounts go on.`,
    fix: "Ask an admin of the ad account to grant access again, or deselect the account.",
  },
  config_invalid: {
    actor: "us",
    retry: "never",
    sentence: (p) => `${p} does not accept what we asked for.`,
    fix: "We have to adapt the integration. Your other data goes on.",
  },
  too_much_data: {
    actor: "nobody",
    retry: "now",
    sentence: (p) => `${p} could not answer such a large question. We ask in smaller pieces.`,
    fix: "Nothing to do.",
  },
  provider_transient: {
    actor: "provider",
    retry: "now",
    sentence: (p) => `${p} did not answer properly just now.`,
    fix: "Nothing to do. We try again; if it lasts, look at the provider's status page.",
  },
  provider_bug: {
    actor: "provider",
    retry: "later",
    sentence: (p) => `${p} sent an answer we cannot read. Nothing was written from it.`,
    fix: "Try again later. If it stays, tell us.",
  },
  quarantined: {
    actor: "us",
    retry: "never",
    sentence: (p) => `Some rows from ${p} were not usable and are kept aside.`,
    fix: "Look at the rows set aside, on the page of the sync.",
  },
  cancelled: {
    actor: "nobody",
    retry: "never",
    sentence: () => "The sync was cancelled.",
    fix: "Start it again.",
  },
  internal: {
    actor: "us",
    retry: "now",
    sentence: () => "Something went wrong on our side.",
    fix: "Try again. If it stays, tell us.",
  },
} as const satisfies Record<FailureKind, Description>;

export const isFailureKind = (code: string): code is FailureKind => Object.hasOwn(failures, code);

/** The kind a stored code belongs to: `provider_bug.cursor_loop` -> `provider_bug`. */
export function failureKindOf(code: string): FailureKind {
  const [kind = ""] = code.split(".");
  return isFailureKind(kind) ? kind : "internal";
}

export type FailureDetail = { provider: string; detail?: string; until?: Date; cause?: unknown };

/** A classified failure. `detail` refines the code (`provider_bug.cursor_loop`), never the sentence. */
export function failure(kind: FailureKind, { provider, detail, until, cause }: FailureDetail): AppError {
  const { actor, retry, sentence, fix } = failures[kind];
  return new AppError({
    code: detail ? `${kind}.${detail}` : kind,
    message: sentence(provider),
    status: 502,
    actor,
    retry,
    fix,
    until,
    cause,
  });
}
