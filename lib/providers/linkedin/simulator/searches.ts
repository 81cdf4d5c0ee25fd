import { type Answer, ok, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { Asked } from "./asked";
import { accountNode, accountUrn, campaignNode, creativeNode, groupNode } from "./entities";
import { type Item, page } from "./paging";
import { problems } from "./problems";
import { cached, reachable, type Sandbox, wallNow } from "./sandbox";
import { statusAt, treeAt } from "./tree";

const tailOf = (urn: string) => urn.split(":").at(-1) ?? urn;
const isIn = (wanted: string[] | null, value: string) => wanted === null || wanted.includes(value);
/** Ids come bare or as URNs. */
const isNamed = (wanted: string[] | null, id: string) => wanted === null || wanted.map(tailOf).includes(id);

/** `q=search` over the member's ad accounts. */
export function searchAccounts(sandbox: Sandbox, asked: Asked): Answer {
  if (asked.text("q") !== "search") throw problems.required("q");
  const ids = asked.filter("id");
  const shown = reachable(sandbox)
    .filter((account) => isNamed(ids, account.id) && isIn(asked.filter("status"), "ACTIVE"))
    .filter(() => isIn(asked.filter("type"), "BUSINESS") && isIn(asked.filter("test"), "false"));
  const items = shown.map((account) => ({
    id: Number(account.id),
    status: "ACTIVE",
    build: () => accountNode(account),
  }));
  return page(asked, items, 1_000, 100);
}

type Kept = Item & { key: string; above: string; reference?: string };

const listed = ["adCampaignGroups", "adCampaigns", "creatives"] as const;
export type Resource = (typeof listed)[number];
export const isResource = (name: string): name is Resource => (listed as readonly string[]).includes(name);

function collect(account: AccountNode, resource: Resource, now: Wall): Kept[] {
  const { groups, campaigns, creatives } = treeAt(account, now);
  const byId = (a: Kept, b: Kept) => a.id - b.id;
  const keep = <T extends { id: string; life: Parameters<typeof statusAt>[0]["life"] }>(
    node: T,
    above: string,
    build: () => Record<string, unknown>,
  ): Kept => ({ id: Number(node.id), key: node.id, status: statusAt(node, now), above, build });
  if (resource === "adCampaignGroups")
    return groups.map((node) => keep(node, account.id, () => groupNode(account, node, now))).sort(byId);
  if (resource === "adCampaigns")
    return campaigns
      .map((node) => keep(node, node.group.id, () => campaignNode(account, node, now)))
      .sort(byId);
  return creatives
    .map((node) => keep(node, node.campaign.id, () => creativeNode(account, node, now)))
    .sort(byId);
}

const itemsOf = (sandbox: Sandbox, account: AccountNode, resource: Resource): Kept[] => {
  const now = wallNow(sandbox, account);
  return cached(sandbox, `${resource}|${account.id}|${now}`, () => collect(account, resource, now));
};

/** Without statuses, what is put away is left out. */
const usual = ["ACTIVE", "PAUSED", "DRAFT"];

/** One page of an account's groups, campaigns or creatives. */
export function search(sandbox: Sandbox, asked: Asked, account: AccountNode, resource: Resource): Answer {
  const items = itemsOf(sandbox, account, resource);
  if (resource === "creatives") {
    if (asked.text("q") !== "criteria") throw problems.required("q");
    const [campaigns, statuses] = [asked.list("campaigns"), asked.list("intendedStatuses")];
    const ids = asked.list("creatives");
    const wanted = items.filter(
      ({ key, above, status }) => isNamed(campaigns, above) && isIn(statuses, status) && isNamed(ids, key),
    );
    return page(asked, wanted, 100, 100);
  }
  if (asked.text("q") !== "search") throw problems.required("q");
  const statuses = asked.filter("status") ?? usual;
  const [ids, groups] = [asked.filter("id"), asked.filter("campaignGroup")];
  const wanted = items.filter(
    ({ key, above, status }) =>
      statuses.includes(status) &&
      isNamed(ids, key) &&
      (resource !== "adCampaigns" || isNamed(groups, above)),
  );
  return page(asked, wanted, 1_000, 100);
}

/** Several by id: each member is found or missing for itself. */
export function batch(sandbox: Sandbox, asked: Asked, account: AccountNode, resource: Resource): Answer {
  const ids = asked.list("ids") ?? [];
  const items = itemsOf(sandbox, account, resource);
  const results: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const id of ids) {
    const item = items.find(({ key }) => key === tailOf(id));
    if (item) results[id] = item.build();
    else errors[id] = { status: 404, code: "NOT_FOUND", message: "Not Found." };
  }
  return ok({ results, statuses: {}, errors });
}

export function single(sandbox: Sandbox, account: AccountNode, resource: Resource, id: string): Answer {
  const item = itemsOf(sandbox, account, resource).find(({ key }) => key === tailOf(id));
  if (!item) throw problems.missing();
  return ok(item.build());
}

/** Who may use which account: the only place where LinkedIn names the member. */
export const usersOf = (sandbox: Sandbox, member: string, wanted: string[] | null) =>
  reachable(sandbox)
    .filter(({ id }) => isNamed(wanted, id))
    .map((account) => ({
      account: accountUrn(account),
      user: `urn:li:person:${member}`,
      role: "VIEWER",
      version: { versionTag: "1" },
    }));
