import { createHmac } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { Secret } from "@/lib/core/secret";
import { type HttpResponse, request } from "@/lib/http/request";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { CallContext, Usage } from "../contract";
import { readEnv } from "./env";
import { findProblem, type Problem, toFailure } from "./errors";
import { accountScope, appScope } from "./limits";
import { readUsage } from "./usage";

export type Params = Record<string, string | number | undefined>;
export type Question = {
  /** Below the version: `act_1/campaigns`. */
  path: string;
  params?: Params;
  method?: "GET" | "POST" | "DELETE";
  /** The ad account whose allowance pays; null for questions about the person. */
  account: string | null;
};

const shortestBreakMs = 5 * 60_000;

/** The address of a question; unset parameters are left out. */
export function graphUrl(path: string, params: Params): URL {
  const { apiUrl, version } = readEnv();
  const url = new URL(`${apiUrl}/${version}/${path}`);
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

/** Bearer header (keeps tokens out of URLs and logs) and the proof that the caller knows the app secret. */
export function credentials(token: Secret): { headers: Record<string, string>; params: Params } {
  const { appSecret } = readEnv();
  const proof = appSecret ? createHmac("sha256", appSecret).update(token.reveal()).digest("hex") : undefined;
  return { headers: { authorization: `Bearer ${token.reveal()}` }, params: { appsecret_proof: proof } };
}

/** When a throttled scope may be asked again: the longest wait any header names, five minutes at least. */
function reopensAt(usage: Usage[], { headers }: HttpResponse, now: Date): Date {
  const named = [...usage.map(({ regainAt }) => regainAt), parseRetryAfter(headers["retry-after"], now)];
  return new Date(Math.max(now.getTime() + shortestBreakMs, ...named.map((date) => date?.getTime() ?? 0)));
}

function shut(usage: Usage[], problem: Problem, account: string | null, until: Date): Usage[] {
  const scope = problem.throttles === "account" && account ? accountScope(account) : appScope;
  return [
    ...usage.filter((entry) => entry.scope.key !== scope.key),
    { scope, usedPercent: 100, regainAt: until },
  ];
}

/**
 * One call to the Graph API: pays for it first, reports the usage headers of every answer, and throws Meta's errors
 * as failures. A throttle shuts the whole account (or app) until the time it carries.
 */
export async function ask(
  context: CallContext,
  { path, params, method, account }: Question,
): Promise<unknown> {
  await context.spend(account ? [appScope, accountScope(account)] : [appScope]);
  const proof = credentials(context.accessToken);
  const response = await request({
    provider: "Meta",
    url: graphUrl(path, { ...params, ...proof.params }),
    method,
    headers: proof.headers,
    signal: context.signal,
  });
  const now = context.clock();
  const usage = readUsage(response.headers, account, now);
  const problem = findProblem(response.status, response.body);
  if (problem?.kind === "rate_limited") {
    const until = reopensAt(usage, response, now);
    await context.observe(shut(usage, problem, account, until));
    throw toFailure(problem, until);
  }
  await context.observe(usage);
  if (problem) throw toFailure(problem);
  return response.body;
}

/** Whether `error` is a failure with exactly this code, e.g. `too_much_data.page`. */
export const isFailure = (error: unknown, code: string): error is AppError =>
  error instanceof AppError && error.code === code;
