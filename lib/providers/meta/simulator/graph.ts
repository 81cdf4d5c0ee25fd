import { type Striking, takeBackConsent } from "../../simulation";
import { accountNode, findNode, isBelow, isEdge, listEdge } from "./edges";
import { readInsights } from "./insights";
import { knownFields } from "./known-fields";
import { pageById } from "./paging";
import { problems } from "./problems";
import { findReport, pollReport, readReportRows, submitReport } from "./reports";
import type { Sandbox } from "./sandbox";
import { select } from "./select";
import { personOf, proofOf, verify } from "./tokens";
import { type Answer, listOf, ok, type Question } from "./wire";

/** The ad account that pays for a question, or null. */
export function payerOf(sandbox: Sandbox, { path }: Question): string | null {
  const [id = ""] = path.split("/");
  if (id.startsWith("act_")) return id;
  const report = findReport(sandbox, id);
  if (report) return report.account;
  if (!/^12\d{16}$/.test(id)) return null;
  return sandbox.accounts().find(({ index }) => index === Number(id.slice(2, 4)))?.id ?? null;
}

/** Throws unless the token works and the caller proves to know the app's secret, where the app insists on it. */
function authorise(sandbox: Sandbox, { token, params }: Question): void {
  if (!token) throw problems.noToken();
  verify(sandbox, token);
  const proof = params.get("appsecret_proof");
  if (proof === null && sandbox.state.requiresProof) throw problems.noProof();
  if (proof !== null && proof !== proofOf(token)) throw problems.badProof();
}

function person(sandbox: Sandbox, question: Question, edge: string | undefined): Answer {
  const me = personOf(sandbox);
  const fields = question.params.get("fields");
  if (edge === undefined) return ok(select(me, knownFields.User, "User", fields ?? "id,name"));
  if (edge === "adaccounts") {
    const nodes = sandbox.accounts().map(accountNode).reverse();
    return ok(pageById(question, nodes, (node) => select(node, knownFields.AdAccount, "AdAccount", fields)));
  }
  if (edge !== "permissions" || question.method !== "DELETE") throw problems.missing(`${me.id}/${edge}`);
  takeBackConsent(sandbox, me.id);
  return ok({ success: true });
}

function adAccount(sandbox: Sandbox, question: Question, id: string, edge: string | undefined): Answer {
  const account = sandbox.accounts().find((known) => known.id === id);
  if (!account) throw problems.missing(id);
  const { params, method } = question;
  if (edge === undefined)
    return ok(select(accountNode(account), knownFields.AdAccount, "AdAccount", params.get("fields")));
  if (edge === "insights" && method === "POST") return submitReport(sandbox, question, account, null);
  if (edge === "insights")
    return ok(readInsights(sandbox, question, { account, params, at: sandbox.now(), node: null }));
  if (!isEdge(edge)) throw problems.missing(`${id}/${edge}`);
  return ok(listEdge(sandbox, question, { account, edge, above: null }));
}

function byId(sandbox: Sandbox, question: Question, id: string, edge: string | undefined): Answer {
  const found = findNode(sandbox, id);
  if (!found) throw problems.missing(id);
  const { params, method } = question;
  if (edge === "insights" && method === "POST") return submitReport(sandbox, question, found.account, id);
  if (edge === "insights") {
    return ok(
      readInsights(sandbox, question, { account: found.account, params, at: sandbox.now(), node: id }),
    );
  }
  if (edge !== undefined && isBelow(edge, found.type)) {
    return ok(listEdge(sandbox, question, { account: found.account, edge, above: id }));
  }
  if (edge !== undefined) throw problems.missing(`${id}/${edge}`);
  return ok(select(found.node, knownFields[found.type], found.type, params.get("fields")));
}

/** `?ids=1,2`: the nodes by id; one that is missing spoils the whole answer, as in Graph. */
function byIds(sandbox: Sandbox, question: Question): Answer {
  const ids = listOf(question.params.get("ids"));
  if (ids.length > 50) throw problems.invalid("Too many IDs. Maximum: 50.");
  return ok(Object.fromEntries(ids.map((id) => [id, byId(sandbox, question, id, undefined).body])));
}

/** Whether a question would change something other than reports and consents: the app's tokens only read. */
const isWrite = ({ method }: Question, edge: string | undefined): boolean =>
  method !== "GET" &&
  !(method === "POST" && edge === "insights") &&
  !(method === "DELETE" && edge === "permissions");

/** Answers one question. Throws GraphProblem. `strike` hands over the faults that concern report runs. */
export function answerGraph(sandbox: Sandbox, question: Question, { own: forced }: Striking): Answer {
  authorise(sandbox, question);
  const [id = "", edge, ...rest] = question.path.split("/");
  if (rest.length > 0) throw problems.missing(question.path);
  if (isWrite(question, edge)) throw problems.noPermission();
  if (id === "") return byIds(sandbox, question);
  if (id === "me" || id === personOf(sandbox).id) return person(sandbox, question, edge);
  if (id.startsWith("act_")) return adAccount(sandbox, question, id, edge);
  const report = findReport(sandbox, id);
  if (!report) return byId(sandbox, question, id, edge);
  if (edge === undefined) return pollReport(sandbox, question, report, forced);
  const account = sandbox.accounts().find((known) => known.id === report.account);
  if (edge !== "insights" || !account) throw problems.missing(question.path);
  return readReportRows(sandbox, question, report, account, forced?.kind === "async_not_ready");
}
