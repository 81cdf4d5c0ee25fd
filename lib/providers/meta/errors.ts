import * as z from "zod";
import type { AppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { type FailureKind, failure } from "@/lib/domain/failure";

/** Meta's error envelope. Texts may be localised: only `message` is ever matched, and only where no code tells. */
export const GraphError = z.object({
  message: z.string().catch(""),
  type: z.string().optional().catch(undefined),
  code: z.number().catch(0),
  error_subcode: z.number().optional().catch(undefined),
  is_transient: z.boolean().optional().catch(undefined),
  fbtrace_id: z.string().optional().catch(undefined),
});
export type GraphError = z.infer<typeof GraphError>;

export type Problem = {
  kind: FailureKind;
  detail?: string;
  throttles?: "app" | "account";
  error?: GraphError;
};

const appThrottles = new Set([4, 32, 341]);
const accountThrottles = new Set([
  17, 613, 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014,
]);
const deadSessions: Record<number, string> = {
  458: "app_removed",
  459: "checkpoint",
  460: "password_changed",
  463: "expired",
  464: "unconfirmed",
  467: "invalid",
  492: "session",
  // Ninety days without the person: https://github.com/MrSwitch/hello.js/issues/548
  493: "data_access",
};
const transientSubcodes = new Set([1504038, 1504043, 1504044, 1815107]);
const usedCodes = new Set([36007, 36009]);

/** Meta's error as one of our classes. Type and status are never trusted: throttles are OAuthExceptions with a 400. */
export function classifyError(error: GraphError, status: number): Problem {
  const { code, error_subcode: subcode = 0, message } = error;
  if (appThrottles.has(code)) return { kind: "rate_limited", detail: `code_${code}`, throttles: "app" };
  if (accountThrottles.has(code) || status === 429) {
    return { kind: "rate_limited", detail: `code_${code}`, throttles: "account" };
  }
  if (code === 100 && subcode === 1487534) return { kind: "too_much_data", detail: "range" };
  if (code === 100 && subcode === 1504018) return { kind: "too_much_data", detail: "timeout" };
  if (/reduce the amount of data/i.test(message)) return { kind: "too_much_data", detail: "page" };
  if (code === 190 && !(subcode in deadSessions) && /permission/i.test(message))
    return { kind: "permission_lost" };
  if (code === 190 || code === 102 || code === 2500)
    return { kind: "needs_reauth", detail: deadSessions[subcode] ?? "token" };
  if (code === 100 && usedCodes.has(subcode)) return { kind: "needs_reauth", detail: "code" };
  // A wrong secret is code 1, otherwise a passing trouble of Meta's; a wrong app id is 101.
  if (code === 101 || /validating (client secret|application)/i.test(message))
    return { kind: "config_invalid", detail: "app" };
  if (code === 2635) return { kind: "config_invalid", detail: "version" };
  if (code === 1 && subcode === 2853001) return { kind: "permission_lost", detail: "profile" };
  if (code === 3 || code === 10 || (code >= 200 && code <= 299))
    return { kind: "permission_lost", detail: `code_${code}` };
  if (code === 100 && (subcode === 33 || /missing permissions/i.test(message))) {
    return { kind: "permission_lost", detail: subcode === 33 ? "missing" : "code_100" };
  }
  if (code === 368) return { kind: "permission_lost", detail: "policy" };
  if (subcode === 1504041 || subcode === 1504042)
    return { kind: "config_invalid", detail: `subcode_${subcode}` };
  if (error.is_transient || transientSubcodes.has(subcode) || code === 2637) {
    return {
      kind: "provider_transient",
      detail: subcode === 1815107 || code === 2637 ? "not_ready" : `code_${code}`,
    };
  }
  if ([1, 2, -2, 104, 960].includes(code) || status >= 500)
    return { kind: "provider_transient", detail: `code_${code}` };
  return { kind: "config_invalid", detail: `code_${code}` };
}

/** What is wrong with an answer, or null. The body is looked at first: Meta sends errors with any status, 200 included. */
export function findProblem(status: number, body: unknown): Problem | null {
  const envelope = z.object({ error: GraphError }).safeParse(body);
  if (envelope.success) return { ...classifyError(envelope.data.error, status), error: envelope.data.error };
  if (status === 429) return { kind: "rate_limited", detail: "http_429", throttles: "account" };
  if (status >= 500) return { kind: "provider_transient", detail: `http_${status}` };
  if (status === 401) return { kind: "needs_reauth", detail: "http_401" };
  if (status === 403) return { kind: "permission_lost", detail: "http_403" };
  if (status >= 400) return { kind: "provider_bug", detail: `http_${status}` };
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { kind: "provider_bug", detail: "envelope" };
  return null;
}

/** The problem as the failure to throw; Meta's own words and trace id go into the cause, scrubbed. */
export function toFailure({ kind, detail, error }: Problem, until?: Date): AppError {
  const words =
    error &&
    `(#${error.code}/${error.error_subcode ?? "-"}) ${error.message} [${error.fbtrace_id ?? "no trace"}]`;
  return failure(kind, { provider: "Meta", detail, until, cause: words && new Error(scrub(words)) });
}
