import type { Striking } from "../../simulation";
import { decide, exchangeToken, inspectToken, showConsent } from "./consent";
import { answerGraph, payerOf } from "./graph";
import { GraphProblem } from "./problems";
import type { Sandbox } from "./sandbox";
import { usageHeaders } from "./throttle";
import type { Answer, Question } from "./wire";

type Route = (sandbox: Sandbox, question: Question) => Answer;

const door: Record<string, Route> = {
  "GET dialog/oauth": showConsent,
  "POST dialog/oauth": decide,
  "GET oauth/access_token": exchangeToken,
  "POST oauth/access_token": exchangeToken,
  "GET debug_token": inspectToken,
};

export const isDoor = ({ method, path }: Question) => `${method} ${path}` in door;

export const answer = (sandbox: Sandbox, question: Question, striking: Striking): Answer =>
  door[`${question.method} ${question.path}`]?.(sandbox, question) ??
  answerGraph(sandbox, question, striking);

/** A parameter that is not the JSON it should be, as Graph would put it; anything else is our own bug. */
export function failed(error: unknown): Answer {
  const isSyntax = error instanceof SyntaxError;
  const message = isSyntax ? "(#100) Invalid parameter" : `(#1) ${error}`;
  return new GraphProblem(isSyntax ? 400 : 500, { message, type: "OAuthException", code: 100 }).answer;
}

const errorOf = (body: unknown): { code?: number } | null =>
  typeof body === "object" && body !== null && "error" in body ? (body.error as { code?: number }) : null;

export const codeOf = (body: unknown) => errorOf(body)?.code ?? null;

let traces = 0;

/** Signed with the usage headers; errors with a trace id. */
export function sign(sandbox: Sandbox, question: Question, { headers, ...given }: Answer): Answer {
  traces += 1;
  const error = errorOf(given.body);
  if (error) Object.assign(error, { fbtrace_id: `Sandbox${traces}` });
  const usage = usageHeaders(sandbox, payerOf(sandbox, question), question.path.endsWith("insights"));
  return { ...given, headers: { "facebook-api-version": "v26.0", ...usage, ...headers } };
}
