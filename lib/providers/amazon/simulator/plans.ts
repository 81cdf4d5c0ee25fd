import { operations as asked } from "../operations";

export type Route = {
  name: string;
  method: string;
  pattern: RegExp;
  names: string[];
  rate: number;
  burst: number;
};

type Row = [name: string, method: string, path: string, rate: number, burst: number];

/** Operations that other callers use and our client does not. */
const others: Row[] = [
  ["getAccount", "GET", "/sellers/v1/account", 0.016, 15],
  ["getOrder2026", "GET", "/orders/2026-01-01/orders/{orderId}", 0.5, 30],
  ["getOrder", "GET", "/orders/v0/orders/{orderId}", 0.5, 30],
  ["createInventoryItem", "POST", "/fba/inventory/v1/items", 2, 2],
  ["deleteInventoryItem", "DELETE", "/fba/inventory/v1/items/{sellerSku}", 2, 2],
  ["addInventory", "POST", "/fba/inventory/v1/items/inventory", 2, 2],
  ["listFinancialEventGroups", "GET", "/finances/v0/financialEventGroups", 0.5, 30],
  [
    "listFinancialEventsByGroupId",
    "GET",
    "/finances/v0/financialEventGroups/{eventGroupId}/financialEvents",
    0.5,
    30,
  ],
  ["listFinancialEventsByOrderId", "GET", "/finances/v0/orders/{orderId}/financialEvents", 0.5, 30],
  ["getMyFeesEstimateForSKU", "POST", "/products/fees/v0/listings/{SellerSKU}/feesEstimate", 1, 2],
  ["getMyFeesEstimateForASIN", "POST", "/products/fees/v0/items/{Asin}/feesEstimate", 1, 2],
  ["getMyFeesEstimates", "POST", "/products/fees/v0/feesEstimate", 0.5, 1],
  ["cancelReport", "DELETE", "/reports/2021-06-30/reports/{reportId}", 0.0222, 10],
  ["getShipmentItems", "GET", "/fba/inbound/v0/shipmentItems", 2, 30],
  ["getOrderMetrics", "GET", "/sales/v1/orderMetrics", 0.5, 15],
];

const own: Row[] = Object.entries(asked).map(([name, { method, path, ratePerSecond, burst }]) => [
  ...([name, method, path] as const),
  ...([ratePerSecond, burst] as const),
]);

const routes: Route[] = [...own, ...others].map(([name, method, path, rate, burst]) => ({
  ...{ name, method, rate, burst },
  names: [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part ?? ""),
  pattern: new RegExp(`^${path.slice(1).replace(/\{\w+\}/g, "([^/]+)")}$`),
}));

/** The operation a request asks for, with the values of its path; null for none we know. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; values: Record<string, string> } | null {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match)
      return {
        route,
        values: Object.fromEntries(
          route.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]),
        ),
      };
  }
  return null;
}
