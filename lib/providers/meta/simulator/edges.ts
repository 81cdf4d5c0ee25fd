import type { AccountNode } from "./accounts";
import { creativeNode } from "./creatives";
import { adNode, adsetNode, campaignNode } from "./entities";
import { knownFields } from "./known-fields";
import { treeAt } from "./nodes";
import { limitOf, pageById } from "./paging";
import { problems } from "./problems";
import { cached, type Sandbox, wallNow } from "./sandbox";
import { parseFields, select } from "./select";
import { graphTime } from "./wall";
import { listOf, type Question } from "./wire";

const heaviestPage = 50_000;

type Node = { id: string } & Record<string, unknown>;
type Listed = { nodes: Node[]; type: "Campaign" | "AdSet" | "Ad" | "AdCreative" };

export function accountNode(account: AccountNode): Node {
  return {
    ...{
      id: account.id,
      account_id: account.digits,
      name: account.name,
      account_status: 1,
      disable_reason: 0,
    },
    ...{ currency: account.currency, timezone_name: account.timezone, timezone_id: 1 },
    ...{ amount_spent: "0", balance: "0", spend_cap: "0" },
    business: { id: `10${account.digits}`, name: account.name },
    created_time: graphTime(account.timezone, 28_000_000),
  };
}

/** Listings leave archived things out unless asked for by name. */
const isListed = (wanted: string[]) => (node: Node) =>
  wanted.length === 0 ? node.effective_status !== "ARCHIVED" : wanted.includes(String(node.effective_status));

export const edges = ["campaigns", "adsets", "ads", "adcreatives"] as const;
export type Edge = (typeof edges)[number];

function nodesOf(sandbox: Sandbox, account: AccountNode, edge: Edge): Listed {
  const now = wallNow(sandbox, account);
  const { campaigns, adsets, ads } = cached(sandbox, `tree|${account.id}|${now}`, () => treeAt(account, now));
  if (edge === "campaigns")
    return { type: "Campaign", nodes: campaigns.map((node) => campaignNode(account, node, now)) };
  if (edge === "adsets") return { type: "AdSet", nodes: adsets.map((node) => adsetNode(account, node, now)) };
  if (edge === "ads") return { type: "Ad", nodes: ads.map((node) => adNode(account, node, now)) };
  const stamp = sandbox.now().getTime();
  return { type: "AdCreative", nodes: ads.map((node) => creativeNode(account, node, stamp)) };
}

/** One page of an account's campaigns, ad sets, ads or creatives. */
export function listEdge(sandbox: Sandbox, question: Question, account: AccountNode, edge: Edge) {
  const { params } = question;
  const fields = params.get("fields");
  if (limitOf(question) * parseFields(fields ?? "id").size > heaviestPage) throw problems.reduce();
  const { nodes, type } = nodesOf(sandbox, account, edge);
  const wanted = listOf(params.get("effective_status"));
  const listed = edge === "adcreatives" ? nodes : nodes.filter(isListed(wanted));
  const known: readonly string[] = knownFields[type];
  select({ id: "0" }, known, type, fields);
  return pageById(question, listed, (node) => select(node, known, type, fields));
}

/** Any entity by its id while it is listed. Deleted ones are answered as missing. */
export function findNode(
  sandbox: Sandbox,
  id: string,
): (Listed & { node: Node; account: AccountNode }) | null {
  const account = id.startsWith("act_")
    ? sandbox.accounts().find((known) => known.id === id)
    : sandbox.accounts().find(({ index }) => index === Number(id.slice(2, 4)) && /^12\d{16}$/.test(id));
  if (!account) return null;
  const edge = edges[Number(id[10]) - 1];
  if (!edge) return null;
  const listed = nodesOf(sandbox, account, edge);
  const node = listed.nodes.find((known) => known.id === id);
  return node ? { ...listed, node, account } : null;
}
