import type * as z from "zod";
import { log } from "@/lib/core/log";
import type { Account, Entity } from "@/lib/domain/entity";
import { failure } from "@/lib/domain/failure";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import type { Question } from "./client";
import { resolveContents } from "./content";
import { readCursor, writeCursor } from "./cursor";
import { providerName } from "./errors";
import { pageSize } from "./limits";
import { askListing } from "./listing";
import { toAccount, toAd, toAdset, toCampaign, toCreative } from "./map";
import type { Query } from "./restli";
import { AccountNode, CampaignNode, CreativeNode, GroupNode } from "./schema";

/** Every status there is: a search without them leaves some out, and those would count as deleted. */
const groupStatuses = ["ACTIVE", "ARCHIVED", "CANCELED", "DRAFT", "PAUSED", "PENDING_DELETION", "REMOVED"];
const campaignStatuses = [...groupStatuses, "COMPLETED"];

const search = (statuses: string[]): Query => ({ q: "search", search: { status: { values: statuses } } });

/** What each listing asks; every page of it asks the same, but for the token. */
export const listings = {
  groups: { endpoint: "adCampaignGroups", query: { ...search(groupStatuses), pageSize: pageSize.entities } },
  campaigns: { endpoint: "adCampaigns", query: { ...search(campaignStatuses), pageSize: pageSize.entities } },
  creatives: {
    endpoint: "creatives",
    query: { q: "criteria", pageSize: pageSize.creatives, sortOrder: "ASCENDING" },
    restliMethod: "FINDER",
  },
} as const satisfies Record<string, Pick<Question, "endpoint" | "query" | "restliMethod">>;

/** One page of an account's entities. The token says whether there is more, a short page does not. */
function askPage(
  context: CallContext,
  account: string,
  { endpoint, query, restliMethod }: Pick<Question, "endpoint" | "query" | "restliMethod">,
  token: string,
) {
  const path = `adAccounts/${account}/${endpoint}`;
  const paged = { ...query, pageToken: token === "" ? undefined : token };
  return askListing(context, { endpoint, path, query: paged, restliMethod, account });
}

/** Where to read from; listings never continue another kind of question. */
function tokenOf({ cursor }: SliceRequest): string {
  const place = readCursor(cursor);
  if (place === null) return "";
  if (place.kind !== "page") throw failure("provider_bug", { provider: providerName, detail: "cursor" });
  return place.token;
}

/** Refuses rows of another account: a tenant never sees what was not asked for. */
const belongsTo =
  ({ accountExternalId }: SliceRequest) =>
  (row: { account?: string }) =>
    row.account === undefined || row.account === accountExternalId
      ? null
      : { field: "account", reason: "belongs to another account" };

type Stream<S extends z.ZodType> = {
  listing: keyof typeof listings;
  schema: S;
  toEntities: (context: CallContext, request: SliceRequest, rows: z.output<S>[]) => Promise<Entity[]>;
};

function entityStream<S extends z.ZodType<{ account?: string }>>({
  listing,
  schema,
  toEntities,
}: Stream<S>): FetchPage<Entity> {
  return async (context, request): Promise<Page<Entity>> => {
    const account = request.accountExternalId;
    const { elements, next } = await askPage(context, account, listings[listing], tokenOf(request));
    const parsed = parseRows({
      schema,
      rows: elements,
      naturalKey: keyOf("id"),
      check: belongsTo(request),
    });
    return {
      rows: await toEntities(context, request, parsed.rows),
      rejected: parsed.rejected,
      cursor: next === null ? null : writeCursor({ kind: "page", token: next }),
    };
  };
}

/** Campaign groups: the top of the tree, what other networks call a campaign. */
export const fetchCampaigns = entityStream({
  listing: "groups",
  schema: GroupNode,
  toEntities: async (_context, _request, rows) => rows.map(toCampaign),
});

export const fetchAdsets = entityStream({
  listing: "campaigns",
  schema: CampaignNode,
  toEntities: async (_context, _request, rows) => rows.map(toAdset),
});

/** Creatives as ads: named by themselves, else by what they show. */
export const fetchAds = entityStream({
  listing: "creatives",
  schema: CreativeNode,
  toEntities: async (context, { accountExternalId }, rows) => {
    const nameless = rows.filter(({ name }) => !name?.trim());
    const contents = await resolveContents(context, accountExternalId, nameless);
    return rows.map((row) => toAd(accountExternalId, row, contents(row)));
  },
});

/** Creatives as what they show: their content references resolved to readable names. */
export const fetchCreatives = entityStream({
  listing: "creatives",
  schema: CreativeNode,
  toEntities: async (context, { accountExternalId }, rows) => {
    const contents = await resolveContents(context, accountExternalId, rows);
    return rows.map((row) => toCreative(accountExternalId, row, contents(row)));
  },
});

const mostPages = 100;

/** Every ad account the member may see. An account we cannot read is left out and logged. */
export async function listAccounts(context: CallContext): Promise<Account[]> {
  const accounts = new Map<string, Account>();
  const seen = new Set<string>();
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { q: "search", pageSize: pageSize.accounts, pageToken };
    const question = { endpoint: "adAccounts", path: "adAccounts", query, account: null } as const;
    const { elements, next } = await askListing(context, question);
    const { rows, rejected } = parseRows({ schema: AccountNode, rows: elements, naturalKey: keyOf("id") });
    for (const { naturalKey, field, reason } of rejected)
      log.warn({ naturalKey, field, reason }, "ad account left out");
    for (const node of rows) accounts.set(node.id, toAccount(node));
    if (next === null) return [...accounts.values()];
    if (seen.has(next)) break;
    seen.add(next);
    pageToken = next;
  }
  throw failure("provider_bug", { provider: providerName, detail: "cursor_loop" });
}
