import type { FeeGroup } from "@/lib/domain/fee";
import type { AccountNode } from "./accounts";
import type { FeeStory, ItemPlan, OrderPlan } from "./order-plans";
import { dayMs, hourMs, onGrid } from "./sandbox";

/** One amount of a transaction: where it stands in Amazon's breakdown, and what it is in our words. */
export type Line = {
  path: string[];
  group: FeeGroup;
  type: string;
  amountMinor: number;
  /** Index of the item it belongs to; null for the whole transaction. */
  item: number | null;
};

export type Posting = {
  id: string;
  type: string;
  description: string;
  postedAt: number;
  /** While deferred, and for good once another transaction released it. */
  releasedAt: number | null;
  /** Whether this is the release of a deferred one. */
  releases: string | null;
  orderId: string | null;
  items: { id: string; sku: string; asin: string; title: string; quantity: number }[];
  isAmazon: boolean;
  lines: Line[];
};

const named =
  (path: string[], group: FeeGroup, type: string) =>
  (amountMinor: number, item: number | null): Line => ({
    ...{ path, group, type, amountMinor, item },
  });
const charges = {
  principal: named(["ProductCharges", "OurPricePrincipal"], "revenue", "OurPricePrincipal"),
  shipping: named(["Shipping", "ShippingPrincipal"], "shipping", "ShippingPrincipal"),
  tax: named(["Tax", "OurPriceTax"], "tax", "OurPriceTax"),
  withheld: named(
    ["Tax", "MarketplaceFacilitatorTax-Principal"],
    "tax",
    "MarketplaceFacilitatorTax-Principal",
  ),
  promotion: named(["PromotionMetaDataDefinitionValue"], "promotion", "PromotionMetaDataDefinitionValue"),
  fulfilment: named(
    ["AmazonFees", "FBAPerUnitFulfillmentFee", "Base"],
    "fulfilment_fee",
    "FBAPerUnitFulfillmentFee",
  ),
  referral: named(["AmazonFees", "Commission", "Base"], "referral_fee", "Commission"),
};

const feeFactor: Record<FeeStory, number> = {
  right: 1,
  near: 1.04,
  over: 1.4,
  double: 1,
  double_reversed: 1,
};

/** What is charged for sending one unit of an item. */
export const chargedFulfilment = ({ fee }: OrderPlan, { product }: ItemPlan): number =>
  Math.round(product.fulfilmentMinor * feeFactor[fee]);

function saleLines(plan: OrderPlan, item: ItemPlan, place: number): Line[] {
  const { priceMinor, shippingMinor, taxMinor, discountMinor, quantity } = item;
  return [
    charges.principal(priceMinor, place),
    shippingMinor ? charges.shipping(shippingMinor, place) : null,
    charges.tax(taxMinor, place),
    charges.withheld(-taxMinor, place),
    discountMinor ? charges.promotion(-discountMinor, place) : null,
    plan.isAmazon ? charges.fulfilment(-chargedFulfilment(plan, item) * quantity, place) : null,
    charges.referral(-item.product.referralMinor * quantity, place),
  ].filter((line) => line !== null);
}

const itemOf = ({ id, product, quantity }: ItemPlan) => ({
  id,
  ...{ sku: product.sku, asin: product.asin, title: product.title, quantity },
});

const deferredMs = 10 * dayMs;
const base = (plan: OrderPlan) => ({
  orderId: plan.id,
  isAmazon: plan.isAmazon,
  releases: null,
  releasedAt: null,
});

/** A deferred sale and its release: two transactions of one amount, of which the first no longer counts. */
function withRelease(posting: Posting, isDeferred: boolean): Posting[] {
  if (!isDeferred) return [posting];
  const releasedAt = posting.postedAt + deferredMs;
  const release = { ...posting, id: `${posting.id}-release`, postedAt: releasedAt, releases: posting.id };
  return [{ ...posting, releasedAt }, release];
}

/** Everything an order brings and costs over its life. */
export function postingsOf(_account: AccountNode, plan: OrderPlan): Posting[] {
  const { shippedAt, refund, items } = plan;
  if (shippedAt === null) return [];
  const [first] = items;
  const postings = withRelease(
    {
      ...base(plan),
      id: `sale-${plan.id}`,
      ...{ type: "Shipment", description: "Order Payment" },
      postedAt: onGrid(shippedAt + (24 + (plan.key % 24)) * hourMs),
      items: items.map(itemOf),
      lines: items.flatMap((item, place) => saleLines(plan, item, place)),
    },
    plan.isDeferred,
  );
  if (!first) return postings;
  const one = { ...itemOf(first), quantity: 1 };
  const again = (id: string, days: number, description: string, amountMinor: number): Posting => ({
    ...base(plan),
    ...{ id: `${id}-${plan.id}`, type: "Adjustment", description },
    postedAt: shippedAt + days * dayMs,
    items: [{ ...one, quantity: first.quantity }],
    lines: [charges.fulfilment(amountMinor, 0)],
  });
  const total = chargedFulfilment(plan, first) * first.quantity;
  if (plan.fee === "double" || plan.fee === "double_reversed")
    postings.push(again("fee", 3, "FBA Fulfilment Fee", -total));
  if (plan.fee === "double_reversed")
    postings.push(again("back", 12, "FBA Fulfilment Fee Correction", total));
  if (refund) {
    const unit = (minor: number) => Math.round(minor / first.quantity);
    postings.push({
      ...base(plan),
      ...{ id: `refund-${plan.id}`, type: "Refund", description: "Order Refund", postedAt: refund.at },
      items: [one],
      lines: [
        charges.principal(-first.product.priceMinor, 0),
        charges.tax(-unit(first.taxMinor), 0),
        charges.withheld(unit(first.taxMinor), 0),
        charges.referral(first.product.referralMinor, 0),
      ],
    });
  }
  return postings;
}
