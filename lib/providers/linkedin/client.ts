import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { Secret } from "@/lib/core/secret";
import { type HttpResponse, request } from "@/lib/http/request";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { BudgetScope, CallContext } from "../contract";
import { readEnv } from "./env";
import { findProblem, type Problem, providerName, toFailure } from "./errors";
import { accountScope, appScope, type Endpoint, longestQuery, memberScope } from "./limits";
import { encodeQuery, type Query } from "./restli";
import { warnBeforeSunset } from "./version";

export type Question = {
  /** The resource that counts the call. */
  endpoint: Endpoint;
  /** Below `/rest`, already encoded: `adAccounts/1/creatives`. */
  path: string;
  query?: Query;
  restliMethod?: "FINDER" | "BATCH_GET";
  /** The ad account asked about; null for questions about the member. */
  account: string | null;
};

const minuteMs = 60_000;
/** Longer than the five minutes in which LinkedIn counts metric values. */
const dataBreakMs = 330_000;

/** The headers every call carries. The token never stands in an address. */
export const headersOf = (token: Secret): Record<string, string> => ({
  authorization: `Bearer ${token.reveal()}`,
  "linkedin-version": readEnv().version,
  "x-restli-protocol-version": "2.0.0",
});

/**
 * What goes over the wire. Query strings above 4,000 characters are tunnelled: a POST with the query as its form body
 * (LinkedIn's query tunnelling guide).
 */
export function toRequest({ path, query, restliMethod }: Omit<Question, "account" | "endpoint">) {
  const text = encodeQuery(query ?? {});
  const url = `${readEnv().apiUrl}/rest/${path}`;
  const headers: Record<string, string> = restliMethod ? { "x-restli-method": restliMethod } : {};
  if (text.length <= longestQuery)
    return { url: text === "" ? url : `${url}?${text}`, method: "GET" as const, headers };
  const tunnelled = {
    ...headers,
    "x-http-method-override": "GET",
    "content-type": "application/x-www-form-urlencoded",
  };
  return { url, method: "POST" as const, headers: tunnelled, body: text };
}

/** Daily allowances come back at midnight UTC; five minutes later everybody has stopped knocking. */
export function afterMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 0, 5));
}

function reopensAt({ kind, detail }: Problem, { headers }: HttpResponse, now: Date): Date {
  if (kind === "rate_limited_daily") return afterMidnight(now);
  const named = parseRetryAfter(headers["retry-after"], now);
  const least = new Date(now.getTime() + (detail === "data" ? dataBreakMs : minuteMs));
  return named && (detail !== "data" || named > least) ? named : least;
}

function shutScope(
  { throttles }: Problem,
  context: CallContext,
  { endpoint, account }: Question,
): BudgetScope {
  if (throttles === "app") return appScope(endpoint);
  if (throttles === "member" || account === null) return memberScope(context.accessToken, endpoint);
  return accountScope(account);
}

/** A retired version stops every connection at once: the operator hears of it whoever's call found out. */
function warnOperator({ kind, detail }: Problem): void {
  if (kind === "config_invalid" && detail === "version")
    log.error(
      { alert: "api_version_retired", version: readEnv().version },
      "LinkedIn no longer answers the configured version: set LINKEDIN_API_VERSION to a newer one",
    );
}

async function attempt(context: CallContext, question: Question): Promise<unknown> {
  const { endpoint, account } = question;
  const paying = [appScope(endpoint), memberScope(context.accessToken, endpoint)];
  await context.spend(account === null ? paying : [...paying, accountScope(account)]);
  warnBeforeSunset(context.clock());
  const { headers, ...wire } = toRequest(question);
  const response = await request({
    provider: providerName,
    ...wire,
    headers: { ...headersOf(context.accessToken), ...headers },
    signal: context.signal,
  });
  const problem = findProblem(response.status, response.body);
  if (problem?.kind === "rate_limited" || problem?.kind === "rate_limited_daily") {
    const until = reopensAt(problem, response, context.clock());
    const scope = shutScope(problem, context, question);
    await context.observe([{ scope, usedPercent: 100, regainAt: until }]);
    throw toFailure(problem, until);
  }
  await context.observe([]);
  if (problem) {
    warnOperator(problem);
    throw toFailure(problem);
  }
  return response.body;
}

/**
 * One call: pays for it first, throws LinkedIn's errors as failures. A used-up allowance shuts the endpoint for the
 * member (or the app) until after midnight UTC, a burst the account for as long as LinkedIn says. A token that
 * LinkedIn refuses before its time is renewed once where the caller can.
 */
export async function ask(context: CallContext, question: Question): Promise<unknown> {
  try {
    return await attempt(context, question);
  } catch (error) {
    if (!context.renew || !isFailure(error, "needs_reauth.expired", "needs_reauth.token")) throw error;
    return attempt({ ...context, accessToken: await context.renew() }, question);
  }
}

/** Whether `error` is a failure of one of these codes, e.g. `permission_lost.missing`. */
export const isFailure = (error: unknown, ...codes: string[]): error is AppError =>
  error instanceof AppError && codes.includes(error.code);
