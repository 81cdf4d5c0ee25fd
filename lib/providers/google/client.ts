import { AppError } from "@/lib/core/errors";
import type { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import type { CallContext } from "../contract";
import { readEnv } from "./env";
import { findProblem, type Problem, toFailure } from "./errors";
import { customerScope, projectScope } from "./limits";
import { reopensAt } from "./quota";

export type Question = {
  /** Below the version: `customers/123/googleAds:search`. */
  path: string;
  /** The body of a POST; without one the question is a GET. */
  body?: Record<string, unknown>;
  /** The customer that is asked; null for questions about the person. */
  customerId: string | null;
  /** The manager through which the customer is reached, or the customer itself. */
  loginCustomerId?: string;
  /** A further page of a question that is paid for: Google counts all its pages as one operation. */
  isContinued?: boolean;
};

function headersOf(token: Secret, { loginCustomerId, body }: Question): Record<string, string> {
  const { developerToken } = readEnv();
  return {
    authorization: `Bearer ${token.reveal()}`,
    ...(developerToken && { "developer-token": developerToken }),
    ...(loginCustomerId && { "login-customer-id": loginCustomerId }),
    ...(body && { "content-type": "application/json" }),
  };
}

async function shut(
  context: CallContext,
  { customerId }: Question,
  problem: Problem,
  retryAfter: string | undefined,
): Promise<never> {
  const { quota, detail } = problem;
  if (!quota) throw toFailure(problem);
  const until = reopensAt(quota, retryAfter, context.clock());
  const scope = quota.shuts === "account" && customerId ? customerScope(customerId) : projectScope();
  await context.observe([{ scope, usedPercent: 100, regainAt: until }]);
  const kind = quota.isDaily ? "rate_limited_daily" : "rate_limited";
  throw toFailure({ ...problem, kind, detail }, until);
}

/** The token is past its life or unknown by now: another one may work where the consent stands. */
const staleTokens = new Set([
  ...["oauth_token_expired", "oauth_token_invalid", "google_account_cookie_invalid", "http_401"],
]);
/** The token a context goes on with once its own was stale. */
const renewed = new WeakMap<CallContext, Secret>();
const isStale = ({ kind, detail = "" }: Problem) => kind === "needs_reauth" && staleTokens.has(detail);

async function send(context: CallContext, token: Secret, question: Question) {
  const { path, body, customerId, isContinued } = question;
  const { apiUrl, version } = readEnv();
  const scopes = customerId ? [customerScope(customerId), projectScope()] : [projectScope()];
  await context.spend(isContinued ? [] : scopes);
  const response = await request({
    provider: "Google Ads",
    url: `${apiUrl}/${version}/${path}`,
    method: body ? "POST" : "GET",
    headers: headersOf(token, question),
    body: body && JSON.stringify(body),
    signal: context.signal,
  });
  return { response, problem: findProblem(response.status, response.body) };
}

/**
 * One call to the Google Ads API: pays for it first, and throws the vendor's errors as failures. A throttle shuts the
 * customer or the whole project until the time it names; a stale token is renewed and the call repeated once.
 */
export async function ask(context: CallContext, question: Question): Promise<unknown> {
  let { response, problem } = await send(context, renewed.get(context) ?? context.accessToken, question);
  if (problem && isStale(problem) && context.renew) {
    await context.observe([]);
    const token = await context.renew();
    renewed.set(context, token);
    ({ response, problem } = await send(context, token, question));
  }
  if (problem?.kind === "rate_limited")
    return shut(context, question, problem, response.headers["retry-after"]);
  await context.observe([]);
  if (problem) throw toFailure(problem);
  return response.body;
}

/** An answer that is no answer to what was asked. */
export const broken = (detail: string, cause?: unknown): AppError =>
  failure("provider_bug", { provider: "Google Ads", detail, cause });

/** Whether `error` is a failure with one of these codes. */
export const isFailure = (error: unknown, ...codes: string[]): error is AppError =>
  error instanceof AppError && codes.includes(error.code);
