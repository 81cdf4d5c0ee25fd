import { type Answer, ok, type Question } from "../../simulation";
import { hierarchyOf } from "./accounts";
import { decide, exchangeToken, revokeToken, showConsent } from "./consent";
import { answerOf, problems } from "./problems";
import { countOperation } from "./quota";
import type { Sandbox } from "./sandbox";
import { search, searchStream } from "./search";
import { verify } from "./tokens";

const open: Record<string, (sandbox: Sandbox, question: Question) => Answer> = {
  "GET o/oauth2/v2/auth": showConsent,
  "POST o/oauth2/v2/auth": decide,
  "POST token": exchangeToken,
  "POST revoke": revokeToken,
};

/** Where codes and tokens are changed. */
export const isDoor = ({ path }: Question): boolean => path === "token";

const oldestVersion = 22;
const route =
  /^v(\d+)\/(?:(customers:listAccessibleCustomers)|customers\/(\d+)\/googleAds:(search|searchStream))$/;

/** The customer a question is about, or null. */
export const payerOf = (_sandbox: Sandbox, { path }: Question): string | null =>
  route.exec(path)?.[3] ?? null;

/** The form of a POST joins the query; the body of the API itself is JSON. */
export function readQuestion(question: Question): Question {
  const isForm = /x-www-form-urlencoded/.test(question.headers["content-type"] ?? "");
  if (!isForm) return question;
  const params = new URLSearchParams([...question.params, ...new URLSearchParams(question.text)]);
  return { ...question, params };
}

export function answer(sandbox: Sandbox, question: Question): Answer {
  const opened = open[`${question.method} ${question.path}`];
  if (opened) return opened(sandbox, question);
  const [, version, accessible, customerId, verb] = route.exec(question.path) ?? [];
  if (version === undefined || Number(version) < oldestVersion) throw problems.noVersion();
  verify(sandbox, question.token);
  if (accessible && question.method === "GET") {
    countOperation(sandbox, null);
    const { direct } = hierarchyOf(sandbox.seed, sandbox.accounts());
    return ok({ resourceNames: direct.map((id) => `customers/${id}`) });
  }
  if (question.method !== "POST" || customerId === undefined) throw problems.noVersion();
  return verb === "search"
    ? search(sandbox, question, customerId)
    : searchStream(sandbox, question, customerId);
}

type Status = { error?: { details?: { requestId?: string }[] } };
let requests = 0;

const isStatus = (body: unknown): body is Status =>
  typeof body === "object" && body !== null && "error" in body && typeof body.error === "object";

/** Request ids in header and body; what a stream refuses comes as the element of an array. */
export function sign(_sandbox: Sandbox, { path }: Question, given: Answer): Answer {
  requests += 1;
  const requestId = `sandbox-${requests}`;
  const headers = { "request-id": requestId, ...given.headers };
  const { body } = given;
  if (isStatus(body)) for (const detail of body.error?.details ?? []) detail.requestId = requestId;
  const isRefusedStream = path.endsWith(":searchStream") && given.status >= 400 && isStatus(body);
  return { ...given, headers, body: isRefusedStream ? [body] : body };
}

export const failed = (error: unknown): Answer =>
  answerOf(500, [{ errorCode: { internalError: "INTERNAL_ERROR" }, message: String(error) }]);

/** `UNRECOGNIZED_FIELD`, for the log of calls. */
export function codeOf(body: unknown): string | null {
  const [code] =
    /"errorCode":\{"\w+":"(\w+)"/.exec(JSON.stringify(isStatus(body) ? body : {}))?.slice(1) ?? [];
  return code ?? null;
}
