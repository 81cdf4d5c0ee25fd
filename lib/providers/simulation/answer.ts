import { garble, gatewayRefusals } from "./garble";
import { spoilListing } from "./listing";
import { type BaseAccount, recordCall, type Sandbox } from "./sandbox";
import type { BaseState, Fault } from "./state";
import { strike } from "./strike";
import type { Striking, Vendor } from "./vendor";
import { type Answer, type Question, Refusal } from "./wire";

function refuse<S extends BaseState, A extends BaseAccount>(
  { refusals, failed }: Vendor<S, A>,
  { kind, params }: Fault,
  question: Question,
): Answer {
  const refusal = refusals[kind] ?? gatewayRefusals[kind];
  return refusal ? refusal(params, question) : failed(new Error(`no refusal ${kind}`));
}

const asAnswer = <S extends BaseState, A extends BaseAccount>(
  { failed }: Vendor<S, A>,
  error: unknown,
): Answer => (error instanceof Refusal ? error.answer : failed(error));

/** One question answered, counted and signed; problems become bodies. */
function settle<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  sandbox: Sandbox<S, A>,
  question: Question,
  striking: Striking,
): Answer {
  const account = vendor.payerOf(sandbox, question);
  let answer: Answer;
  try {
    vendor.before?.(sandbox, question, account);
    if (striking.refusal) answer = refuse(vendor, striking.refusal, question);
    else {
      answer = vendor.answer(sandbox, question, striking);
      if (striking.spoiler) answer = spoilListing(vendor.listing, answer, striking.spoiler, question);
      if (striking.garble) answer = garble(answer, striking.garble);
    }
  } catch (error) {
    answer = asAnswer(vendor, error);
  }
  const code = vendor.codeOf?.(answer.body) ?? null;
  recordCall(sandbox, { method: question.method, path: question.path, status: answer.status, account, code });
  return vendor.sign?.(sandbox, question, answer) ?? answer;
}

/** The answer to a question and the faults its socket still has to suffer. */
export function answerQuestion<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  sandbox: Sandbox<S, A>,
  question: Question,
): { answer: Answer; striking: Striking } {
  const striking = strike(vendor, sandbox, question);
  const each = (inner: Question) => settle(vendor, sandbox, inner, strike(vendor, sandbox, inner));
  try {
    const batch = vendor.answerBatch?.(question, each);
    if (batch) return { answer: batch, striking };
  } catch (error) {
    return { answer: asAnswer(vendor, error), striking };
  }
  // The connection breaks before anything happens: not even a call is counted.
  if (striking.socket.some(({ kind }) => kind === "reset"))
    return { answer: { status: 0, body: null }, striking };
  return { answer: settle(vendor, sandbox, question, striking), striking };
}
