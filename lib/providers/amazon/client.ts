import type * as z from "zod";
import { systemClock } from "@/lib/core/clock";
import type { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { CallContext } from "../contract";
import { readToken } from "./account";
import { noteClock } from "./clock";
import { readEnv } from "./env";
import { findProblem, type Problem, toFailure } from "./errors";
import { noteRate, rateOf, scopeOf } from "./limits";
import { apiUrlOf, type Region } from "./marketplaces";
import { type OperationName, operations } from "./operations";
import { asPublished, asWhole } from "./sandbox";

export type Query = Record<string, string | number | boolean | string[] | undefined>;
export type Question<S extends z.ZodType> = {
  operation: OperationName;
  region: Region;
  /** Values of the `{names}` in the operation's path. */
  path?: Record<string, string>;
  query?: Query;
  body?: unknown;
  /** The envelope; rows inside it are parsed one by one elsewhere. */
  schema: S;
};

/** Required of every caller: application, version, language. https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests */
const userAgent = "Freshet/1.0 (Language=TypeScript; Platform=Node)";

/** Where a question goes. Takes any text the vendor called an id. */
export function urlOf({ operation, region, path = {}, query = {} }: Question<z.ZodType>): URL {
  // The vendor's ids: one with half a surrogate pair, which cannot be encoded, is one it does not know either.
  const filled = operations[operation].path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent((path[name] ?? "").toWellFormed()),
  );
  const url = new URL(`${apiUrlOf(region)}${filled}`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

async function send(question: Question<z.ZodType>, token: string, { signal, clock }: CallContext) {
  const { method } = operations[question.operation];
  const body = question.body === undefined ? undefined : JSON.stringify(question.body);
  const at = (clock ?? systemClock)().toISOString();
  return request({
    provider: "Amazon",
    url: urlOf(question),
    method,
    headers: {
      "x-amz-access-token": token,
      "x-amz-date": at.replace(/[-:]|\.\d+/g, ""),
      "user-agent": userAgent,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    body,
    signal,
  });
}

const shortestPauseMs = 1_000;

/** When a shut bucket may be asked again: one refill from now (no header says it on a 429), or what `Retry-After` names. */
function reopensAt(rate: number, retryAfter: string | undefined, now: Date): Date {
  const refillMs = Math.max(shortestPauseMs, Math.ceil(1_000 / rate));
  const named = parseRetryAfter(retryAfter, now)?.getTime() ?? 0;
  return new Date(Math.max(now.getTime() + refillMs, named));
}

/** In Amazon's sandbox a 500 means that no published case has these parameters. */
const inSandbox = (problem: Problem, status: number): Problem =>
  status === 500 && readEnv().isSandbox ? { ...problem, kind: "config_invalid", detail: "sandbox" } : problem;

async function attempt(context: CallContext, question: Question<z.ZodType>, secret: Secret) {
  const { sellerId, token } = readToken(secret);
  const { operation } = question;
  await context.spend([scopeOf(operation, sellerId)]);
  const { status, headers, body } = await send(question, token, context);
  noteRate(operation, sellerId, headers["x-amzn-ratelimit-limit"]);
  noteClock(context, headers.date);
  const problem = findProblem(status, body);
  const scope = scopeOf(operation, sellerId);
  if (problem?.kind === "rate_limited") {
    const until = reopensAt(rateOf(operation, sellerId), headers["retry-after"], context.clock());
    await context.observe([{ scope, usedPercent: 100, regainAt: until }]);
    throw toFailure(problem, until);
  }
  await context.observe([{ scope, usedPercent: 0, regainAt: null }]);
  return { body, problem: problem && inSandbox(problem, status) };
}

/**
 * One call of the Selling Partner API: paid from its operation's bucket first. A 429 shuts that bucket for one refill.
 * An access token that Amazon calls expired is renewed once where the caller can. Throws failures.
 */
export async function ask<S extends z.ZodType>(
  context: CallContext,
  wanted: Question<S>,
): Promise<z.output<S>> {
  const question = asPublished(wanted);
  let { body, problem } = await attempt(context, question, context.accessToken);
  if (problem?.detail === "expired" && context.renew)
    ({ body, problem } = await attempt(context, question, await context.renew()));
  if (problem) throw toFailure(problem);
  const answer = question.schema.safeParse(asWhole(question, body));
  if (answer.success) return answer.data;
  throw failure("provider_bug", { provider: "Amazon", detail: "envelope", cause: answer.error });
}
