import * as z from "zod";
import type { AppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import { type FailureKind, failure } from "@/lib/domain/failure";
import { kindOfCode } from "./error-codes";
import { type QuotaDetails, readQuota } from "./quota";

const text = z.string().catch("");

/** One error of a GoogleAdsFailure. Only its code is trusted; the message names the field of a query error. */
export const GoogleAdsError = z.object({
  errorCode: z.record(z.string(), z.unknown()).catch({}),
  message: text,
  location: z.unknown().optional(),
  details: z.unknown().optional(),
});
export type GoogleAdsError = z.infer<typeof GoogleAdsError>;

const Detail = z.looseObject({
  errors: z.array(GoogleAdsError).optional().catch(undefined),
  requestId: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  retryDelay: z.string().optional().catch(undefined),
});

/** `google.rpc.Status` as REST writes it. */
export const RpcStatus = z.object({
  code: z.number().catch(0),
  message: text,
  status: text,
  details: z.array(Detail).catch([]),
});
export type RpcStatus = z.infer<typeof RpcStatus>;

export type Problem = {
  kind: FailureKind;
  detail?: string;
  /** The vendor's words and request id, for the log. */
  words?: string;
  /** Set for throttles: whom it concerns and how long. */
  quota?: QuotaDetails;
};

const slug = (code: string) => code.toLowerCase();

/** `Unrecognized field in the query: 'metrics.video_views'.` -> `.metrics.video_views`, so that the code names it. */
const fieldIn = (message: string) => {
  const field = /'([a-z_]+\.[a-z0-9_.]+)'/i.exec(message)?.[1];
  return field ? `.${field}` : "";
};

const wordsOf = ({ status, message }: RpcStatus, error?: GoogleAdsError, requestId = "no request id") =>
  `${status} ${error ? `${JSON.stringify(error.errorCode)} ${error.message}` : message} [${requestId}]`;

function kindOfStatus(status: number): FailureKind {
  if (status === 401) return "needs_reauth";
  if (status === 403) return "permission_lost";
  if (status === 429) return "rate_limited";
  if (status >= 500) return "provider_transient";
  return "config_invalid";
}

const reasons: Record<string, FailureKind> = {
  SERVICE_DISABLED: "config_invalid",
  CONSUMER_INVALID: "config_invalid",
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: "needs_reauth",
};

function classifyPlain(rpc: RpcStatus, status: number): Problem {
  const words = wordsOf(rpc);
  const reason = rpc.details.map((detail) => detail.reason).find((name) => name && name in reasons);
  const kind = reason && reasons[reason];
  if (kind) return { kind, detail: slug(reason), words };
  // A version that is no longer served has no page and no GoogleAdsFailure.
  if (status === 404) return { kind: "config_invalid", detail: "version", words };
  const plain: Problem = { kind: kindOfStatus(status), detail: `http_${status}`, words };
  const delays = rpc.details.map(({ retryDelay }) => ({ retryDelay }));
  return plain.kind === "rate_limited" ? { ...plain, quota: readQuota("", delays) } : plain;
}

/** The vendor's error as one of our classes. The first error counts: the others follow from it. */
export function classifyError(rpc: RpcStatus, status: number): Problem {
  const failed = rpc.details.find(({ errors }) => errors && errors.length > 0);
  const [error] = failed?.errors ?? [];
  if (!failed || !error) return classifyPlain(rpc, status);
  const [family = "", value] = Object.entries(error.errorCode)[0] ?? [];
  const code = String(value);
  const kind = kindOfCode(family, code) ?? kindOfStatus(status);
  const detail = `${slug(code)}${family === "queryError" ? fieldIn(error.message) : ""}`;
  const problem: Problem = { kind, detail, words: wordsOf(rpc, error, failed.requestId) };
  return kind === "rate_limited" ? { ...problem, quota: readQuota(code, [error.details]) } : problem;
}

const Refused = z.object({ error: RpcStatus });
const Partial = z.object({ partialFailureError: RpcStatus });

/** The first error in a body: an object, an element of a stream's array (also after good ones), or a partial failure. */
function errorIn(body: unknown): RpcStatus | null {
  for (const part of Array.isArray(body) ? body : [body]) {
    const refused = Refused.safeParse(part);
    if (refused.success) return refused.data.error;
    const partial = Partial.safeParse(part);
    if (partial.success) return partial.data.partialFailureError;
  }
  return null;
}

/** What is wrong with an answer, or null. */
export function findProblem(status: number, body: unknown): Problem | null {
  const error = errorIn(body);
  if (error) return classifyError(error, status >= 400 ? status : error.code);
  if (status >= 400) return classifyPlain({ code: status, message: "", status: "", details: [] }, status);
  if (typeof body !== "object" || body === null) return { kind: "provider_bug", detail: "envelope" };
  return null;
}

/** The problem as the failure to throw; Google's own words go into the cause, scrubbed. */
export function toFailure({ kind, detail, words }: Problem, until?: Date): AppError {
  const cause = words && new Error(scrub(words));
  return failure(kind, { provider: "Google Ads", detail, until, cause });
}
