import { parseRetryAfter } from "@/lib/http/retry-after";
import { findProblem, type Problem } from "./errors";
import { OAuthError } from "./schema";

const minuteMs = 60_000;

/** The app itself is refused: its id, its secret, its products or its redirect address. */
const ofTheApp =
  /^(invalid_client|unauthorized_client|invalid_client_id|invalid_redirect_uri|unauthorized_scope_error)$/;

function classify(status: number, body: unknown, grantType: string): Problem | null {
  const known = OAuthError.safeParse(body);
  if (!known.success) return status < 400 ? null : findProblem(status, body);
  const { error, error_description: message = "" } = known.data;
  const told = { message, code: error };
  if (status === 429) return { kind: "rate_limited", detail: "login", error: told };
  if (status >= 500) return { kind: "provider_transient", detail: `http_${status}`, error: told };
  if (ofTheApp.test(error)) return { kind: "config_invalid", detail: "app", error: told };
  // An unknown, used or expired code or refresh token: only a new consent helps.
  const detail = grantType === "refresh_token" ? "refresh_token" : "code";
  return { kind: "needs_reauth", detail, error: told };
}

/** What is wrong with an answer of LinkedIn's login, and when it may be asked again; null when nothing is. */
export function classifyOAuthError(status: number, body: unknown, grantType: string) {
  const problem = classify(status, body, grantType);
  if (!problem) return null;
  const until = (headers: Record<string, string>, now: Date) =>
    problem.kind === "rate_limited"
      ? (parseRetryAfter(headers["retry-after"], now) ?? new Date(now.getTime() + minuteMs))
      : undefined;
  return { problem, until };
}
