import { answerBatch } from "./batch";
import { decide, exchangeToken, inspectToken, showConsent } from "./consent";
import { type Striking, strike } from "./faults";
import { answerGraph, payerOf } from "./graph";
import { GraphProblem } from "./problems";
import { refuse } from "./refusals";
import type { Sandbox } from "./sandbox";
import { spoil } from "./spoilers";
import { throttle, usageHeaders } from "./throttle";
import type { Answer, Question } from "./wire";

const open: Record<string, (sandbox: Sandbox, question: Question) => Answer> = {
  "GET dialog/oauth": showConsent,
  "POST dialog/oauth": decide,
  "GET oauth/access_token": exchangeToken,
  "POST oauth/access_token": exchangeToken,
  "GET debug_token": inspectToken,
};

const mostCalls = 50_000;
let traces = 0;

function asAnswer(error: unknown): Answer {
  if (error instanceof GraphProblem) return { status: error.status, body: { error: error.error } };
  // A parameter that is not the JSON it should be, as Graph would put it.
  const message = error instanceof SyntaxError ? "(#100) Invalid parameter" : `(#1) ${error}`;
  return {
    status: error instanceof SyntaxError ? 400 : 500,
    body: { error: { message, type: "OAuthException", code: 100 } },
  };
}

const errorOf = (body: unknown): { code?: number } | null =>
  typeof body === "object" && body !== null && "error" in body ? (body.error as { code?: number }) : null;

/** One question answered, counted and signed with the usage headers; problems become bodies. */
function settle(sandbox: Sandbox, question: Question, striking: Striking): Answer {
  const { method, path } = question;
  const account = payerOf(sandbox, question);
  let answer: Answer;
  try {
    throttle(sandbox, account);
    const right = () =>
      open[`${method} ${path}`]?.(sandbox, question) ?? answerGraph(sandbox, question, striking);
    answer = striking.refusal ? refuse(striking.refusal) : spoil(right(), striking.spoiler, question);
  } catch (error) {
    answer = asAnswer(error);
  }
  const error = errorOf(answer.body);
  traces += 1;
  if (error) Object.assign(error, { fbtrace_id: `Sandbox${traces}` });
  sandbox.calls.push({
    at: sandbox.now().getTime(),
    method,
    path,
    status: answer.status,
    account,
    code: error?.code ?? null,
  });
  sandbox.calls.splice(0, Math.max(0, sandbox.calls.length - mostCalls));
  return {
    ...answer,
    headers: { ...usageHeaders(sandbox, account, path.endsWith("insights")), ...answer.headers },
  };
}

/** The answer to a question and the faults its socket still has to suffer. */
export function answerQuestion(sandbox: Sandbox, question: Question): { answer: Answer; striking: Striking } {
  const striking = strike(sandbox, question);
  if (question.method === "POST" && question.path === "" && question.params.has("batch")) {
    const each = (inner: Question) => settle(sandbox, inner, strike(sandbox, inner));
    try {
      return { answer: answerBatch(question, each), striking };
    } catch (error) {
      return { answer: asAnswer(error), striking };
    }
  }
  // The connection breaks before anything happens: not even a call is counted.
  if (striking.socket.some(({ kind }) => kind === "reset"))
    return { answer: { status: 0, body: null }, striking };
  return { answer: settle(sandbox, question, striking), striking };
}
