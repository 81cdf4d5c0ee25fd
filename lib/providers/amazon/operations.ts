type Method = "GET" | "POST" | "DELETE";
export type Operation = { method: Method; path: string; ratePerSecond: number; burst: number };

const get = (path: string, ratePerSecond: number, burst: number): Operation => ({
  method: "GET",
  path,
  ratePerSecond,
  burst,
});
const post = (path: string, ratePerSecond: number, burst: number): Operation => ({
  ...get(path, ratePerSecond, burst),
  method: "POST",
});

/**
 * What we ask Amazon, with the default usage plan of each operation: a bucket per operation, seller and application.
 * https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits
 */
export const operations = {
  getMarketplaceParticipations: get("/sellers/v1/marketplaceParticipations", 0.016, 15),
  searchOrders: get("/orders/2026-01-01/orders", 0.0056, 20),
  getOrders: get("/orders/v0/orders", 0.0167, 20),
  getOrderItems: get("/orders/v0/orders/{orderId}/orderItems", 0.5, 30),
  getInventorySummaries: get("/fba/inventory/v1/summaries", 2, 2),
  listTransactions: get("/finances/2024-06-19/transactions", 0.5, 10),
  listFinancialEvents: get("/finances/v0/financialEvents", 0.5, 30),
  createReport: post("/reports/2021-06-30/reports", 0.0167, 15),
  getReports: get("/reports/2021-06-30/reports", 0.0222, 10),
  getReport: get("/reports/2021-06-30/reports/{reportId}", 2, 15),
  getReportDocument: get("/reports/2021-06-30/documents/{reportDocumentId}", 0.0167, 15),
  getShipments: get("/fba/inbound/v0/shipments", 2, 30),
  getShipmentItemsByShipmentId: get("/fba/inbound/v0/shipments/{shipmentId}/items", 2, 30),
} as const satisfies Record<string, Operation>;
export type OperationName = keyof typeof operations;

/** Amazon's sandbox gives every operation the same bucket. */
export const sandboxPlan = { ratePerSecond: 5, burst: 15 };
