import * as z from "zod";
import type { AppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { type FailureKind, failure } from "@/lib/domain/failure";

export const providerName = "LinkedIn Ads";

/** LinkedIn's error envelope. `code` is a word, `serviceErrorCode` a number; either may be missing. */
export const RestError = z.object({
  status: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  serviceErrorCode: z.number().optional().catch(undefined),
  message: z.string().catch(""),
});
export type RestError = z.infer<typeof RestError>;

export type Problem = {
  kind: FailureKind;
  detail?: string;
  /** Which allowance is used up, where that is what the answer says. */
  throttles?: "app" | "member";
  error?: RestError;
};

const lower = (code: string | undefined, status: number) =>
  code && /^[A-Z0-9_]{1,60}$/.test(code) ? code.toLowerCase() : `http_${status}`;

function classifyThrottle({ code, message }: RestError): Problem {
  // "More than 45 million metric values were requested in a 5-minute window": over in minutes, not at midnight.
  if (/metric values|data request limit/i.test(message)) return { kind: "rate_limited", detail: "data" };
  const isDaily = code === "QUOTA_EXCEEDED" || /\b(daily|day limit)\b|resource level throttle/i.test(message);
  if (!isDaily) return { kind: "rate_limited", detail: "http_429" };
  const throttles = /\bAPPLICATION DAY\b/.test(message) ? "app" : "member";
  return { kind: "rate_limited_daily", detail: throttles, throttles };
}

function classifyDenial({ code, serviceErrorCode, message }: RestError): Problem {
  if (serviceErrorCode === 65601 || code === "REVOKED_ACCESS_TOKEN")
    return { kind: "needs_reauth", detail: "revoked" };
  if (serviceErrorCode === 65602 || code === "EXPIRED_ACCESS_TOKEN" || /expired/i.test(message))
    return { kind: "needs_reauth", detail: "expired" };
  return { kind: "needs_reauth", detail: "token" };
}

/** LinkedIn's error as one of our classes. */
function classifyError(error: RestError, status: number): Problem {
  const { code } = error;
  if (status === 429) return classifyThrottle(error);
  if (status === 401) return classifyDenial(error);
  if (status === 403) return { kind: "permission_lost", detail: "access_denied" };
  if (status === 404) return { kind: "permission_lost", detail: "missing" };
  // A version that is over (or was left out) is ours to change, whatever the account.
  if (status === 426 || code === "NONEXISTENT_VERSION" || code === "VERSION_MISSING")
    return { kind: "config_invalid", detail: "version" };
  if (status === 408 || status >= 500) return { kind: "provider_transient", detail: `http_${status}` };
  return { kind: "config_invalid", detail: lower(code, status) };
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === "object" && body !== null && !Array.isArray(body);

/** What is wrong with an answer, or null. An error's own `status` counts also under a 200. */
export function findProblem(status: number, body: unknown): Problem | null {
  const isError = isObject(body) && !("elements" in body) && !("results" in body) && "message" in body;
  const error = isError ? RestError.parse(body) : undefined;
  const told = status >= 400 ? status : (error?.status ?? 0);
  if (error && told >= 400) return { ...classifyError(error, told), error };
  if (status === 400) return { kind: "provider_bug", detail: "http_400" };
  if (status >= 400) return classifyError({ message: "" }, status);
  return isObject(body) ? null : { kind: "provider_bug", detail: "envelope" };
}

/** The problem as the failure to throw; LinkedIn's own words go into the cause, scrubbed. */
export function toFailure({ kind, detail, error }: Problem, until?: Date): AppError {
  const words = error && `(${error.serviceErrorCode ?? error.code ?? error.status ?? "-"}) ${error.message}`;
  return failure(kind, { provider: providerName, detail, until, cause: words && new Error(scrub(words)) });
}
