import { type Answer, ok } from "../../simulation";
import { type Asked, accountIn, bodyOf } from "./asked";
import { listFrom, pageOf } from "./paging";
import { problems } from "./problems";
import { iso } from "./sandbox";
import type { Item } from "./state";
import { reservedOf, type Stock, stockOf, totalStock, unfulfillableOf } from "./stock";

function wireStock(stock: Stock, isDetailed: boolean) {
  const { product } = stock;
  return {
    asin: product.asin,
    fnSku: product.fnsku,
    sellerSku: product.sku,
    condition: "NewItem",
    ...(isDetailed && {
      inventoryDetails: {
        fulfillableQuantity: stock.fulfillable,
        inboundWorkingQuantity: stock.inboundWorking,
        inboundShippedQuantity: stock.inboundShipped,
        inboundReceivingQuantity: stock.inboundReceiving,
        reservedQuantity: {
          totalReservedQuantity: reservedOf(stock),
          pendingCustomerOrderQuantity: stock.pendingOrders,
          pendingTransshipmentQuantity: stock.transshipment,
          fcProcessingQuantity: stock.processing,
        },
        researchingQuantity: {
          totalResearchingQuantity: stock.researching,
          researchingQuantityBreakdown: [
            { name: "researchingQuantityInShortTerm", quantity: stock.researching },
          ],
        },
        unfulfillableQuantity: {
          totalUnfulfillableQuantity: unfulfillableOf(stock),
          customerDamagedQuantity: stock.customerDamaged,
          warehouseDamagedQuantity: stock.warehouseDamaged,
          distributorDamagedQuantity: 0,
          carrierDamagedQuantity: 0,
          defectiveQuantity: 0,
          expiredQuantity: 0,
        },
      },
    }),
    lastUpdatedTime: iso(stock.updatedAt),
    productName: product.title,
    totalQuantity: totalStock(stock),
    stores: [],
  };
}

/** Stock that the sandbox's own operations made: only these quantities live there. */
const wireItem = ({ sellerSku, productName, quantity }: Item) => ({
  ...{ asin: "", fnSku: sellerSku, sellerSku, condition: "NewItem", productName },
  inventoryDetails: {
    fulfillableQuantity: quantity,
    reservedQuantity: { totalReservedQuantity: 0, pendingCustomerOrderQuantity: 0 },
  },
  lastUpdatedTime: "",
  totalQuantity: quantity,
});

const tokenLifeMs = 30_000;

export function getInventorySummaries({ sandbox, params }: Asked): Answer {
  const marketplaceId = params.get("marketplaceIds");
  const account = accountIn(sandbox, marketplaceId);
  const granularityId = params.get("granularityId") ?? "";
  if (params.get("granularityType") !== "Marketplace" || granularityId !== marketplaceId)
    throw problems.input("granularityId must be the marketplace.");
  const isDetailed = params.get("details") === "true";
  const skus = listFrom(params.get("sellerSkus"));
  const rows = [
    ...stockOf(account, sandbox.now().getTime()).map((stock) => wireStock(stock, isDetailed)),
    ...sandbox.state.items.filter((item) => item.marketplaceId === marketplaceId).map(wireItem),
  ].filter(({ sellerSku }) => skus.length === 0 || skus.includes(sellerSku));
  const token = params.get("nextToken");
  const page = pageOf(sandbox, { kind: "inventory", rows, token, size: 50, lifeMs: tokenLifeMs });
  return ok({
    ...(page.next && { pagination: { nextToken: page.next } }),
    payload: {
      granularity: { granularityType: "Marketplace", granularityId },
      inventorySummaries: page.rows,
    },
  });
}

const find = ({ sandbox }: Asked, sku: string | undefined, marketplaceId: string | null | undefined) =>
  sandbox.state.items.find((item) => item.sellerSku === sku && item.marketplaceId === marketplaceId);

export function createInventoryItem(asked: Asked): Answer {
  const { sellerSku, marketplaceId, productName } = bodyOf<Partial<Item>>(asked);
  if (!sellerSku || !marketplaceId || !productName) throw problems.input("A field is missing.");
  accountIn(asked.sandbox, marketplaceId);
  if (!find(asked, sellerSku, marketplaceId))
    asked.sandbox.state.items.push({ sellerSku, marketplaceId, productName, quantity: 0 });
  asked.sandbox.save();
  return ok({});
}

export function deleteInventoryItem(asked: Asked): Answer {
  const item = find(asked, asked.values.sellerSku, asked.params.get("marketplaceId"));
  if (!item) throw problems.missing();
  asked.sandbox.state.items = asked.sandbox.state.items.filter((other) => other !== item);
  asked.sandbox.save();
  return ok({});
}

/** Adds stock once per idempotency token. */
export function addInventory(asked: Asked): Answer {
  const { state, save } = asked.sandbox;
  const token = asked.question.headers["x-amzn-idempotency-token"];
  if (!token) throw problems.input("x-amzn-idempotency-token is required.");
  if (state.addedStock.includes(token)) return ok({});
  const { inventoryItems = [] } = bodyOf<{ inventoryItems?: Item[] }>(asked);
  for (const { sellerSku, marketplaceId, quantity } of inventoryItems) {
    const item = find(asked, sellerSku, marketplaceId);
    if (!item) throw problems.missing();
    item.quantity += quantity;
  }
  state.addedStock = [...state.addedStock.slice(-199), token];
  save();
  return ok({});
}
