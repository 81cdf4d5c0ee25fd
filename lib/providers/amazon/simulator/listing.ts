import type { Listing, Question } from "../../simulation";
import { samePlace } from "./paging";

type Row = Record<string, unknown>;
type Body = Row & { payload?: unknown; pagination?: unknown };

const isRecord = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const rowNames = [
  "orders",
  "reports",
  "Orders",
  "OrderItems",
  "inventorySummaries",
  "transactions",
  "ShipmentData",
  "ItemData",
];

/** Where the rows of a body are: at the top or in its payload, under a name each API has of its own. */
function place(body: unknown): { holder: Row; name: string; isInside: boolean } | null {
  if (!isRecord(body)) return null;
  const inside = isRecord(body.payload) ? body.payload : null;
  for (const name of rowNames) {
    if (inside && Array.isArray(inside[name])) return { holder: inside, name, isInside: true };
    if (Array.isArray(body[name])) return { holder: body, name, isInside: false };
  }
  return null;
}

const put = (body: unknown, change: Row): unknown => {
  const found = place(body);
  if (!found) return body;
  const changed = { ...found.holder, ...change };
  return found.isInside ? { ...(body as Body), payload: changed } : changed;
};

const tokenNames = ["paginationToken", "nextToken", "NextToken"];
const tokenOf = ({ params }: Question) =>
  tokenNames.map((name) => params.get(name)).find((token) => token) ?? null;

/** Each API spells its next token in its own way. */
function pointedAt(body: unknown, _question: Question, cursor: string | null): unknown {
  const found = place(body);
  if (!found) return body;
  if (found.name === "orders" || found.name === "inventorySummaries")
    return { ...(body as Body), pagination: { nextToken: cursor ?? undefined } };
  return put(body, {
    [found.name === "transactions" || found.name === "reports" ? "nextToken" : "NextToken"]:
      cursor ?? undefined,
  });
}

const ids = ["orderId", "AmazonOrderId", "sellerSku", "transactionId", "ShipmentId", "SellerSKU", "reportId"];

export const listing: Listing = {
  rowsOf: (body) => {
    const found = place(body);
    return found ? (found.holder[found.name] as Row[]) : null;
  },
  withRows: (body, rows) => put(body, { [place(body)?.name ?? ""]: rows }),
  cursorOf: tokenOf,
  isFirst: (question) => tokenOf(question) === null,
  pointedAt,
  samePlace,
  broken: (row) => {
    const changed = Object.fromEntries(ids.filter((id) => id in row).map((id) => [id, 7]));
    return { ...row, ...changed, postedDate: "2026-02-30T00:00:00Z" };
  },
  foreign: (row) => ({
    ...row,
    ...("salesChannel" in row && { salesChannel: { channelName: "AMAZON", marketplaceId: "A0FOREIGN" } }),
    ...("sellingPartnerMetadata" in row && { sellingPartnerMetadata: { sellingPartnerId: "A0FOREIGN" } }),
  }),
};
