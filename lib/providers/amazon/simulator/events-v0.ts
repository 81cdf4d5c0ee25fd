import { type Answer, ok } from "../../simulation";
import { totalOf } from "./account-postings";
import type { Asked } from "./asked";
import { type Posted, postedBetween } from "./finances";
import type { Line } from "./money-lines";
import { momentFrom, pageOf, sizeFrom } from "./paging";
import { problems } from "./problems";
import { dayMs, iso } from "./sandbox";

const money = (CurrencyCode: string, minor: number) => ({ CurrencyCode, CurrencyAmount: minor / 100 });
const v0Names: Record<string, string> = {
  OurPricePrincipal: "Principal",
  ShippingPrincipal: "ShippingCharge",
  OurPriceTax: "Tax",
};

function items({ account, posting }: Posted, suffix: "" | "Adjustment") {
  return posting.items.map(({ id, sku, quantity }, index) => {
    const lines = posting.lines.filter(({ item }) => item === index);
    const of = (isWanted: (line: Line) => boolean) => lines.filter(isWanted);
    const value = ({ amountMinor }: Line) => money(account.currency, amountMinor);
    const isFee = ({ group }: Line) => group.endsWith("fee");
    const isPromotion = ({ group }: Line) => group === "promotion";
    const isWithheld = ({ type }: Line) => type.startsWith("MarketplaceFacilitator");
    return {
      ...{
        SellerSKU: sku,
        [suffix ? "OrderAdjustmentItemId" : "OrderItemId"]: id,
        QuantityShipped: quantity,
      },
      [`ItemCharge${suffix}List`]: of((line) => !isFee(line) && !isPromotion(line) && !isWithheld(line)).map(
        (line) => ({
          ...{ ChargeType: v0Names[line.type] ?? line.type, ChargeAmount: value(line) },
        }),
      ),
      [`ItemFee${suffix}List`]: of(isFee).map((line) => ({ FeeType: line.type, FeeAmount: value(line) })),
      [`Promotion${suffix}List`]: of(isPromotion).map((line) => ({
        ...{ PromotionType: line.type, PromotionId: "SAVE-10", PromotionAmount: value(line) },
      })),
      ItemTaxWithheldList: of(isWithheld).map((line) => ({
        TaxCollectionModel: "MarketplaceFacilitator",
        TaxesWithheld: [{ ChargeType: line.type, ChargeAmount: value(line) }],
      })),
    };
  });
}

const lists: Record<string, [list: string, make: (posted: Posted) => object]> = {
  Shipment: ["ShipmentEventList", (posted) => ({ ...shipment(posted), ShipmentItemList: items(posted, "") })],
  Refund: [
    "RefundEventList",
    (posted) => ({ ...shipment(posted), ShipmentItemAdjustmentList: items(posted, "Adjustment") }),
  ],
  ServiceFee: [
    "ServiceFeeEventList",
    ({ account, posting }) => ({
      FeeDescription: posting.description,
      FeeList: posting.lines.map(({ type, amountMinor }) => ({
        FeeType: type,
        FeeAmount: money(account.currency, amountMinor),
      })),
    }),
  ],
  Adjustment: [
    "AdjustmentEventList",
    ({ account, posting }) => {
      const total = money(account.currency, totalOf(posting));
      return {
        ...{
          AdjustmentType: posting.lines[0]?.type,
          PostedDate: iso(posting.postedAt),
          AdjustmentAmount: total,
        },
        AdjustmentItemList: posting.items.map(({ sku, asin, title, quantity }) => ({
          ...{
            Quantity: String(quantity),
            SellerSKU: sku,
            ASIN: asin,
            ProductDescription: title,
            TotalAmount: total,
          },
          PerUnitAmount: money(account.currency, Math.round(totalOf(posting) / Math.max(1, quantity))),
        })),
      };
    },
  ],
};

const shipment = ({ account, posting }: Posted) => ({
  ...{ AmazonOrderId: posting.orderId, SellerOrderId: posting.orderId, MarketplaceName: account.shop },
  PostedDate: iso(posting.postedAt),
});

/** v0 knows an event once its money is released. */
const isTold = ({ posting }: Posted) => posting.releasedAt === null && lists[posting.type] !== undefined;

function page(asked: Asked, posted: Posted[], usual: number): Answer {
  const { sandbox, params } = asked;
  const size = sizeFrom(params.get("MaxResultsPerPage"), usual);
  const { rows, next } = pageOf(sandbox, {
    kind: "events",
    rows: posted.filter(isTold),
    token: params.get("NextToken"),
    size,
  });
  const FinancialEvents: Record<string, object[]> = {};
  for (const row of rows) {
    const [list, make] = lists[row.posting.type] ?? [];
    if (list && make) FinancialEvents[list] = [...(FinancialEvents[list] ?? []), make(row)];
  }
  return ok({ payload: { ...(next && { NextToken: next }), FinancialEvents } });
}

export function listFinancialEvents(asked: Asked): Answer {
  const after = momentFrom(asked.params.get("PostedAfter"));
  if (after === null) throw problems.input("PostedAfter is required.");
  return page(asked, postedBetween(asked, after, momentFrom(asked.params.get("PostedBefore")), null), 100);
}

export function listFinancialEventsByOrderId(asked: Asked): Answer {
  const now = asked.sandbox.now().getTime();
  const posted = postedBetween(asked, now - 179 * dayMs, null, null);
  return page(
    asked,
    posted.filter(({ posting }) => posting.orderId === asked.values.orderId),
    100,
  );
}
