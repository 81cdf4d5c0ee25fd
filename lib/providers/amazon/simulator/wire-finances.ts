import { groupOf, totalOf } from "./account-postings";
import type { AccountNode } from "./accounts";
import type { Line, Posting } from "./money-lines";
import { iso } from "./sandbox";

const money = (currencyCode: string, minor: number) => ({ currencyCode, currencyAmount: minor / 100 });

type Node = { breakdownType: string; minor: number; inner: Node[] };

/** Lines nested as their paths say, sums at every level. */
function nest(lines: Line[]): Node[] {
  const roots: Node[] = [];
  for (const { path, amountMinor } of lines) {
    let level = roots;
    for (const breakdownType of path) {
      const known = level.find((node) => node.breakdownType === breakdownType);
      const node = known ?? { breakdownType, minor: 0, inner: [] };
      if (!known) level.push(node);
      node.minor += amountMinor;
      level = node.inner;
    }
  }
  return roots;
}

const wireNode = (currency: string, { breakdownType, minor, inner }: Node): object => ({
  breakdownType,
  breakdownAmount: money(currency, minor),
  ...(inner.length > 0 && { breakdowns: inner.map((node) => wireNode(currency, node)) }),
});

const breakdownsOf = (currency: string, lines: Line[]) => nest(lines).map((node) => wireNode(currency, node));

/** A transaction as version 2024-06-19 tells it at `now`. */
export function wireTransaction(account: AccountNode, posting: Posting, now: number) {
  const { currency, marketplace, sellerId, shop } = account;
  const { releasedAt, releases, orderId } = posting;
  const related = (name: string, value: string | null) =>
    value ? [{ relatedIdentifierName: name, relatedIdentifierValue: value }] : [];
  const release = releasedAt !== null && releasedAt <= now ? `${posting.id}-release` : null;
  const sum = (lines: Line[]) => lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return {
    sellingPartnerMetadata: {
      sellingPartnerId: sellerId,
      accountType: "Standard Orders",
      marketplaceId: marketplace.id,
    },
    marketplaceDetails: { marketplaceId: marketplace.id, marketplaceName: shop },
    relatedIdentifiers: [
      ...related("ORDER_ID", orderId),
      ...related("FINANCIAL_EVENT_GROUP_ID", groupOf(account, posting.postedAt)),
      ...related("DEFERRED_TRANSACTION_ID", releases),
      ...related("RELEASE_TRANSACTION_ID", release),
    ],
    transactionType: posting.type,
    transactionId: posting.id,
    transactionStatus: releasedAt === null ? "RELEASED" : release ? "DEFERRED_RELEASED" : "DEFERRED",
    description: posting.description,
    postedDate: iso(posting.postedAt),
    totalAmount: money(currency, totalOf(posting)),
    ...(posting.items.length > 0 && {
      items: posting.items.map(({ id, sku, asin, title, quantity }, index) => {
        const lines = posting.lines.filter(({ item }) => item === index);
        return {
          description: title,
          totalAmount: money(currency, sum(lines)),
          relatedIdentifiers: id
            ? [{ itemRelatedIdentifierName: "ORDER_ADJUSTMENT_ITEM_ID", itemRelatedIdentifierValue: id }]
            : [],
          breakdowns: breakdownsOf(currency, lines),
          contexts: [
            {
              ...{ contextType: "ProductContext", asin, sku, quantityShipped: quantity },
              fulfillmentNetwork: posting.isAmazon ? "AFN" : "MFN",
            },
          ],
        };
      }),
    }),
    breakdowns: breakdownsOf(currency, posting.lines),
    contexts:
      releasedAt === null
        ? []
        : [{ contextType: "DeferredContext", deferralReason: "DD7", maturityDate: iso(releasedAt) }],
  };
}
