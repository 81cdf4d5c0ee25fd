import * as z from "zod";
import type { AppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { type FailureKind, failure } from "@/lib/domain/failure";

const text = z.string().catch("");
export const ApiError = z.object({ code: text, message: text, details: text });
export type ApiError = z.infer<typeof ApiError>;

const Envelope = z.object({ errors: z.array(ApiError.or(z.unknown().transform(() => null))).min(1) });

export type Problem = { kind: FailureKind; detail?: string; error?: ApiError };

const tooMuch = /10 ?MB|too (many|large)|exceed(s|ed)? the (maximum|limit)|response size|narrow/i;
const staleToken = /(next|pagination|page) ?token/i;

/** What a status means where Amazon's words add nothing. */
const byStatus: Record<number, Problem> = {
  404: { kind: "config_invalid", detail: "not_found" },
  408: { kind: "provider_transient", detail: "http_408" },
  409: { kind: "provider_transient", detail: "http_409" },
  413: { kind: "config_invalid", detail: "http_413" },
  415: { kind: "config_invalid", detail: "http_415" },
  422: { kind: "config_invalid", detail: "http_422" },
};

function classifyRefusal({ message, details }: ApiError): Problem {
  const said = `${message} ${details}`;
  if (/access token.*(expired|invalid)|(expired|invalid).*access token/i.test(said))
    return { kind: "needs_reauth", detail: "expired" };
  if (/access token is missing/i.test(said)) return { kind: "config_invalid", detail: "token_missing" };
  if (/revoked|not authori[sz]ed the application|refresh token/i.test(said))
    return { kind: "needs_reauth", detail: "revoked" };
  return { kind: "permission_lost", detail: "denied" };
}

/** Amazon's error as one of our classes. Codes differ between its APIs (`QuotaExceeded`, `TooManyRequests`): the status tells. */
export function classifyError(status: number, error: ApiError): Problem {
  if (status === 429) return { kind: "rate_limited", detail: "quota" };
  if (status === 401) return { kind: "needs_reauth", detail: "expired" };
  if (status === 403) return classifyRefusal(error);
  if (status >= 500) return { kind: "provider_transient", detail: `http_${status}` };
  const known = byStatus[status];
  if (known) return known;
  if (/^(QuotaExceeded|TooManyRequests|RequestThrottled)$/i.test(error.code))
    return { kind: "rate_limited", detail: "quota" };
  if (/^Internal(Failure|Error|ServerError)$/i.test(error.code))
    return { kind: "provider_transient", detail: "internal" };
  const said = `${error.message} ${error.details}`;
  if (staleToken.test(said)) return { kind: "provider_transient", detail: "page_token" };
  if (tooMuch.test(said)) return { kind: "too_much_data", detail: "page" };
  return { kind: "config_invalid", detail: "input" };
}

const nothing: ApiError = { code: "", message: "", details: "" };

/** What is wrong with an answer, or null. A 200 may hold errors instead of a payload. */
export function findProblem(status: number, body: unknown): Problem | null {
  const errors = Envelope.safeParse(body).data?.errors;
  const error = errors?.find((entry) => entry !== null) ?? null;
  if (status >= 400) return { ...classifyError(status, error ?? nothing), error: error ?? undefined };
  if (error) return { ...classifyError(400, error), error };
  if (typeof body !== "object" || body === null) return { kind: "provider_bug", detail: "envelope" };
  return null;
}

const Refused = z.object({ error: text, error_description: text });

/** What Login with Amazon says no to: a dead grant is the seller's to renew, a wrong client ours. */
export function findLoginProblem(status: number, body: unknown): Problem | null {
  const refused = Refused.safeParse(body).data;
  const error = { code: refused?.error ?? "", message: refused?.error_description ?? "", details: "" };
  if (status < 400 && !error.code) return null;
  if (error.code === "invalid_grant") return { kind: "needs_reauth", detail: "grant", error };
  if (status === 429) return { kind: "rate_limited", detail: "login", error };
  if (status >= 500 || error.code === "server_error" || error.code === "temporarily_unavailable")
    return { kind: "provider_transient", detail: "login", error };
  return { kind: "config_invalid", detail: error.code ? "client" : "login", error };
}

/** The problem as the failure to throw; Amazon's own words go into the cause, scrubbed. */
export function toFailure({ kind, detail, error }: Problem, until?: Date): AppError {
  const words = error && `${error.code}: ${error.message} ${error.details}`.trim();
  return failure(kind, { provider: "Amazon", detail, until, cause: words && new Error(scrub(words)) });
}
