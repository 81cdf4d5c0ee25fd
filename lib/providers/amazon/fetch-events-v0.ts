import * as z from "zod";
import type { Fee } from "@/lib/domain/fee";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import type { PageCursor } from "./cursor";
import { next } from "./listing";
import { type EventV0, toFeeV0 } from "./map-events";
import { homeOf, isSalesChannel } from "./marketplaces";
import { FinancialEventsAnswer } from "./schema-finances";

/** Events name their marketplace by its shop (`Amazon.com`); those that do not are the home marketplace's. */
function isOwn(event: EventV0, fee: Fee, { accountExternalId }: SliceRequest): boolean {
  const { marketplace } = readAccountId(accountExternalId);
  const { MarketplaceName: name } = event;
  if (typeof name === "string" && name.includes(".")) return isSalesChannel(marketplace, name);
  return homeOf(marketplace.region, fee.currency) === marketplace.id;
}

/** One page of the v0 events: some thirty lists, each read for its amounts. Pages may be empty while more follow. */
export async function readEventsV0(
  context: CallContext,
  request: SliceRequest,
  cursor: PageCursor,
  after: string,
): Promise<Page<Fee>> {
  const { accountExternalId, currency } = request;
  const { payload } = await ask(context, {
    operation: "listFinancialEvents",
    region: readAccountId(accountExternalId).marketplace.region,
    query: {
      PostedAfter: after,
      PostedBefore: cursor.before,
      MaxResultsPerPage: cursor.size,
      NextToken: cursor.token || undefined,
    },
    schema: FinancialEventsAnswer,
  });
  const rows: Fee[] = [];
  const rejected: Page<Fee>["rejected"] = [];
  const seen = new Map<string, number>();
  for (const [list, events] of Object.entries(payload.FinancialEvents)) {
    const schema = z.record(z.string(), z.unknown()).transform((event, refine) => {
      const text = JSON.stringify([list, event]);
      const ordinal = seen.get(text) ?? 0;
      seen.set(text, ordinal + 1);
      const fee = toFeeV0({ accountExternalId, currency, list, event, ordinal, undated: after });
      if (!("reason" in fee)) return { event, fee };
      refine.addIssue({ code: "custom", path: [fee.field], message: fee.reason });
      return z.NEVER;
    });
    const naturalKey = keyOf("AmazonOrderId", "PostedDate");
    const page = parseRows({ schema, rows: events ?? [], naturalKey: (raw) => `${list}:${naturalKey(raw)}` });
    rows.push(...page.rows.filter(({ event, fee }) => isOwn(event, fee, request)).map(({ fee }) => fee));
    rejected.push(...page.rejected);
  }
  return { rows, rejected, cursor: next(cursor, payload.NextToken), asOf: new Date(cursor.before) };
}
