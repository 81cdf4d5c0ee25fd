import { log } from "@/lib/core/log";
import type { Account, Entity } from "@/lib/domain/entity";
import { failure } from "@/lib/domain/failure";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, SliceRequest } from "../contract";
import { ask } from "./client";
import { readCursor } from "./cursor";
import { effectiveStatuses, fields } from "./fields";
import { pageSize } from "./limits";
import { readPage } from "./listing";
import { toAccount, toCreative, toEntity } from "./map";
import { AccountNode, CreativeNode, EntityNode, Listing } from "./schema";

/** The place to read from; listings never continue a report. */
export function pageCursor(text: string | null, limit: number) {
  const cursor = text === null ? ({ kind: "page", limit, after: "" } as const) : readCursor(text);
  if (cursor.kind !== "page") throw failure("provider_bug", { provider: "Meta", detail: "cursor" });
  return cursor;
}

/** Refuses rows of another account: a tenant never sees what was not asked for. */
export const belongsTo =
  ({ accountExternalId }: SliceRequest) =>
  (row: { account_id: string }) =>
    `act_${row.account_id}` === accountExternalId
      ? null
      : { field: "account_id", reason: "belongs to another account" };

function entityStream(
  edge: "campaigns" | "adsets" | "ads",
  kind: "campaign" | "adset" | "ad",
): FetchPage<Entity> {
  const params = {
    fields: fields[edge].join(","),
    effective_status: JSON.stringify(effectiveStatuses[edge]),
  };
  return (context, request) =>
    readPage(context, request, {
      path: `${request.accountExternalId}/${edge}`,
      params,
      cursor: pageCursor(request.cursor, pageSize.entities),
      parse: (data) => {
        const input = { schema: EntityNode, rows: data, naturalKey: keyOf("id"), check: belongsTo(request) };
        const { rows, rejected } = parseRows(input);
        return { rows: rows.map((node) => toEntity(kind, node)), rejected };
      },
    });
}

export const fetchCampaigns = entityStream("campaigns", "campaign");
export const fetchAdsets = entityStream("adsets", "adset");
export const fetchAds = entityStream("ads", "ad");

export const fetchCreatives: FetchPage<Entity> = (context, request) =>
  readPage(context, request, {
    path: `${request.accountExternalId}/adcreatives`,
    params: { fields: fields.creatives.join(",") },
    cursor: pageCursor(request.cursor, pageSize.creatives),
    parse: (data) => {
      const input = { schema: CreativeNode, rows: data, naturalKey: keyOf("id"), check: belongsTo(request) };
      const { rows, rejected } = parseRows(input);
      return { rows: rows.map(toCreative), rejected };
    },
  });

const mostPages = 100;

/** Every ad account the person may read. An account we cannot read is left out and logged. */
export async function listAccounts(context: CallContext): Promise<Account[]> {
  const accounts = new Map<string, Account>();
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const params = { fields: fields.accounts.join(","), limit: pageSize.accounts, after };
    const listing = Listing.safeParse(await ask(context, { path: "me/adaccounts", params, account: null }));
    if (!listing.success)
      throw failure("provider_bug", { provider: "Meta", detail: "envelope", cause: listing.error });
    const { rows, rejected } = parseRows({
      schema: AccountNode,
      rows: listing.data.data,
      naturalKey: keyOf("id"),
    });
    for (const { naturalKey, field, reason } of rejected)
      log.warn({ naturalKey, field, reason }, "ad account left out");
    for (const node of rows) accounts.set(node.id, toAccount(node));
    const next = listing.data.paging?.next ? listing.data.paging.cursors?.after : undefined;
    if (!next) return [...accounts.values()];
    if (next === after) break;
    after = next;
  }
  throw failure("provider_bug", { provider: "Meta", detail: "cursor_loop" });
}
