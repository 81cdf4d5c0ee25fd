import type { Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { creativeNode } from "./creatives";
import { adNode, adsetNode, campaignNode } from "./entities";
import { graphTime } from "./graph-time";
import { knownFields } from "./known-fields";
import { adStatus, adsetStatus, campaignStatus, statusesOf, treeAt } from "./nodes";
import { limitOf, pageById } from "./paging";
import { problems } from "./problems";
import { cached, type Sandbox, wallNow } from "./sandbox";
import { parseFields, selector } from "./select";
import { listOf, type Question } from "./wire";

const heaviestPage = 50_000;

type Node = { id: string } & Record<string, unknown>;
/** A listed thing and what it is part of; its node is only built for the page that shows it. */
type Item = { id: string; above: string[]; status: string; build: () => Node };
type NodeType = "Campaign" | "AdSet" | "Ad" | "AdCreative";
type Listed = { items: Item[]; type: NodeType };

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
const isListed =
  (wanted: string[]) =>
  ({ status }: Item) =>
    wanted.length === 0 ? status !== "ARCHIVED" : wanted.includes(status);

const edges = ["campaigns", "adsets", "ads", "adcreatives"] as const;
export type Edge = (typeof edges)[number];

export const isEdge = (name: string): name is Edge => (edges as readonly string[]).includes(name);

const below: Record<NodeType, readonly Edge[]> = {
  Campaign: ["adsets", "ads"],
  AdSet: ["ads", "adcreatives"],
  Ad: ["adcreatives"],
  AdCreative: [],
};

/** Whether an entity has this edge: a campaign its ad sets and ads, an ad set its ads, … */
export const isBelow = (name: string, type: NodeType): name is Edge =>
  isEdge(name) && below[type].includes(name);

const statusesAt = { Campaign: statusesOf.campaign, AdSet: statusesOf.adset, Ad: statusesOf.ad };

const newestFirst = (items: Item[]) => items.sort((a, b) => (a.id < b.id ? 1 : -1));

function collect(account: AccountNode, edge: Edge, now: Wall, stamp: () => number): Listed {
  const { campaigns, adsets, ads } = treeAt(account, now);
  const list = <T extends { id: string }>(
    nodes: T[],
    status: (node: T, now: Wall) => string | null,
    above: (node: T) => string[],
    build: (account: AccountNode, node: T, now: Wall) => Node,
  ) =>
    newestFirst(
      nodes.map((node) => ({
        id: node.id,
        above: above(node),
        status: status(node, now) ?? "DELETED",
        build: () => build(account, node, now),
      })),
    );
  if (edge === "campaigns")
    return { type: "Campaign", items: list(campaigns, campaignStatus, () => [], campaignNode) };
  if (edge === "adsets")
    return { type: "AdSet", items: list(adsets, adsetStatus, ({ campaign }) => [campaign.id], adsetNode) };
  const aboveAd = ({ adset }: (typeof ads)[number]) => [adset.id, adset.campaign.id];
  if (edge === "ads") return { type: "Ad", items: list(ads, adStatus, aboveAd, adNode) };
  const items = ads.map((ad) => ({
    id: ad.creativeId,
    above: [ad.id, ad.adset.id],
    status: "ACTIVE",
    build: () => creativeNode(account, ad, stamp()),
  }));
  return { type: "AdCreative", items: newestFirst(items) };
}

function itemsOf(sandbox: Sandbox, account: AccountNode, edge: Edge): Listed {
  const now = wallNow(sandbox, account);
  const stamp = () => sandbox.now().getTime();
  return cached(sandbox, `${edge}|${account.id}|${now}`, () => collect(account, edge, now, stamp));
}

type Asked = { account: AccountNode; edge: Edge; above: string | null };

/** One page of the campaigns, ad sets, ads or creatives of an account, or of what is `above` them in it. */
export function listEdge(sandbox: Sandbox, question: Question, { account, edge, above }: Asked) {
  const { params } = question;
  const fields = params.get("fields");
  if (limitOf(question) * parseFields(fields ?? "id").size > heaviestPage) throw problems.reduce();
  const { items, type } = itemsOf(sandbox, account, edge);
  const wanted = listOf(params.get("effective_status"));
  if (type !== "AdCreative" && !wanted.every((status) => statusesAt[type].includes(status)))
    throw problems.unknownStatus();
  const inside = above === null ? items : items.filter((item) => item.above.includes(above));
  const listed = edge === "adcreatives" ? inside : inside.filter(isListed(wanted));
  const known: readonly string[] = knownFields[type];
  const show = selector(known, type, fields);
  return pageById(question, listed, ({ build }) => show(build()));
}

/** Any entity by its id while it is listed; null when there is none (any more). */
export function findNode(sandbox: Sandbox, id: string) {
  const isOurs = /^12\d{16}$/.test(id);
  const account = isOurs
    ? sandbox.accounts().find(({ index }) => index === Number(id.slice(2, 4)))
    : undefined;
  const edge = edges[Number(id[10]) - 1];
  if (!account || !edge) return null;
  const { items, type } = itemsOf(sandbox, account, edge);
  const item = items.find((known) => known.id === id);
  return item ? { type, node: item.build(), account } : null;
}
