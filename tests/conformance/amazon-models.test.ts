import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixturesFolder, readJsonFixture } from "../support/fixtures";
import { findAnswer, type Model, violations } from "../support/swagger";
import { askRaw, connect, startWorld, type World } from "./amazon-world";

const folder = join(fixturesFolder, "amazon/models");
const models = readdirSync(folder).map(
  (file) => readJsonFixture<Model>(`amazon/models/${file}`, file) as Model,
);

let world: World;
let ask: (path: string, init?: RequestInit) => Promise<{ status: number; body: unknown }>;
const checked = new Map<string, number>();

beforeAll(async () => {
  world = await startWorld({ seed: "models?accounts=2" });
  const { accessToken } = await connect(world);
  ask = async (path, init = {}) => {
    const { status, text } = await askRaw(world, accessToken, path, init);
    const body = text === "" ? null : JSON.parse(text);
    const method = init.method ?? "GET";
    const [plain = ""] = path.split("?");
    const found = findAnswer(models, method, plain, status);
    if (found) {
      expect(violations(found.model, found.schema, body).slice(0, 5), `${method} ${path}`).toEqual([]);
      checked.set(`${method} ${plain} ${status}`, (checked.get(`${method} ${plain} ${status}`) ?? 0) + 1);
    }
    return { status, body };
  };
});
afterAll(() => world.stop());

const shop = "ATVPDKIKX0DER";
const window = "2026-10-01T00:00:00Z";
const included = "includedData=BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES";
const post = (body: unknown, headers = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers,
});

test("the comparison with a model finds what is missing, foreign or of another type", () => {
  const found = findAnswer(models, "GET", "/orders/2026-01-01/orders", 200);
  if (!found) throw new Error("no model of searchOrders");
  const order = {
    orderId: 7,
    createdTime: "soon",
    lastUpdatedTime: "2026-01-01T00:00:00Z",
    orderItems: [],
    surprise: 1,
  };
  expect(violations(found.model, found.schema, { orders: [order] })).toEqual([
    "$.orders[0].salesChannel is missing",
    "$.orders[0].orderId: number is no string",
    "$.orders[0].createdTime: soon is no moment",
    "$.orders[0].surprise is not in the model",
  ]);
});

test("every page of every listing fits Amazon's published models", async () => {
  type Paged = { pagination?: { nextToken?: string }; payload?: { NextToken?: string; nextToken?: string } };
  const listings: [path: string, parameter: string, tokenOf: (body: Paged) => string | undefined][] = [
    [
      `/orders/2026-01-01/orders?lastUpdatedAfter=${window}&marketplaceIds=${shop}&${included}`,
      "paginationToken",
      (body) => body.pagination?.nextToken,
    ],
    [
      `/orders/v0/orders?LastUpdatedAfter=${window}&MarketplaceIds=${shop}`,
      "NextToken",
      (body) => body.payload?.NextToken,
    ],
    [
      `/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=${shop}&marketplaceIds=${shop}`,
      "nextToken",
      (body) => body.pagination?.nextToken,
    ],
    [
      `/finances/2024-06-19/transactions?postedAfter=${window}`,
      "nextToken",
      (body) => body.payload?.nextToken,
    ],
    [
      `/finances/v0/financialEvents?PostedAfter=${window}&MaxResultsPerPage=100`,
      "NextToken",
      (body) => body.payload?.NextToken,
    ],
  ];
  for (const [path, parameter, tokenOf] of listings) {
    let token: string | undefined;
    let pages = 0;
    do {
      const { status, body } = await ask(token ? `${path}&${parameter}=${encodeURIComponent(token)}` : path);
      expect(status, path).toBe(200);
      token = tokenOf(body as Paged);
      pages += 1;
    } while (token && pages < 40);
    expect(pages, path).toBeGreaterThan(1);
  }
});

test("single answers, fees and reports fit them too", async () => {
  await ask("/sellers/v1/marketplaceParticipations");
  await ask("/sellers/v1/account");
  const { body } = await ask(`/orders/2026-01-01/orders?lastUpdatedAfter=${window}&marketplaceIds=${shop}`);
  const { orderId } = (body as { orders: { orderId: string }[] }).orders[0] ?? { orderId: "" };
  await ask(`/orders/2026-01-01/orders/${orderId}?${included}`);
  await ask(`/orders/v0/orders/${orderId}`);
  await ask(`/orders/v0/orders/${orderId}/orderItems`);
  await ask(`/finances/v0/orders/${orderId}/financialEvents`);
  const price = { ListingPrice: { CurrencyCode: "USD", Amount: 20 } };
  const wanted = {
    MarketplaceId: shop,
    IsAmazonFulfilled: true,
    PriceToEstimateFees: price,
    Identifier: "x",
  };
  await ask("/products/fees/v0/listings/nobody/feesEstimate", post({ FeesEstimateRequest: wanted }));
  await ask(
    "/products/fees/v0/feesEstimate",
    post([{ FeesEstimateRequest: wanted, IdType: "SellerSKU", IdValue: "nobody" }]),
  );
  const spec = {
    reportType: "GET_LEDGER_DETAIL_VIEW_DATA",
    marketplaceIds: [shop],
    dataStartTime: window,
    dataEndTime: "2026-11-01T00:00:00Z",
  };
  const created = await ask("/reports/2021-06-30/reports", post(spec));
  expect(created.status).toBe(202);
  const { reportId } = created.body as { reportId: string };
  await ask(`/reports/2021-06-30/reports/${reportId}`);
  await world.advance(60);
  const done = (await ask(`/reports/2021-06-30/reports/${reportId}`)).body as { reportDocumentId: string };
  await ask(`/reports/2021-06-30/documents/${done.reportDocumentId}`);
  await ask("/reports/2021-06-30/reports?reportTypes=GET_LEDGER_DETAIL_VIEW_DATA");
  const item = { sellerSku: "NEW-1", marketplaceId: shop, productName: "Made in the sandbox" };
  await ask("/fba/inventory/v1/items", post(item));
  const stock = { inventoryItems: [{ sellerSku: "NEW-1", marketplaceId: shop, quantity: 7 }] };
  for (const _ of [1, 2])
    await ask("/fba/inventory/v1/items/inventory", post(stock, { "x-amzn-idempotency-token": "t1" }));
  const { body: found } = await ask(
    `/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=${shop}&marketplaceIds=${shop}&sellerSkus=NEW-1`,
  );
  expect(
    (found as { payload: { inventorySummaries: { totalQuantity: number }[] } }).payload.inventorySummaries,
  ).toMatchObject([{ totalQuantity: 7 }]);
  await ask(`/fba/inventory/v1/items/NEW-1?marketplaceId=${shop}`, { method: "DELETE" });
});

test("refusals fit them as well", async () => {
  expect((await ask(`/orders/2026-01-01/orders?marketplaceIds=${shop}`)).status).toBe(400);
  expect((await ask("/orders/2026-01-01/orders/111-0000000-9999999")).status).toBe(404);
  expect(
    (await ask(`/orders/2026-01-01/orders?lastUpdatedAfter=${window}&marketplaceIds=A1F83G8C2ARO7P`)).status,
  ).toBe(403);
  expect((await ask("/finances/2024-06-19/transactions?postedBefore=2022-03-07")).status).toBe(400);
  expect((await ask("/reports/2021-06-30/reports/1")).status).toBe(404);
  expect(
    (await ask("/reports/2021-06-30/reports", post({ reportType: "NO_SUCH", marketplaceIds: [shop] })))
      .status,
  ).toBe(400);
  await world.control("POST", "faults", { kind: "rate_limited", route: "sellers/*" });
  expect((await ask("/sellers/v1/account")).status).toBe(429);
  expect([...checked.keys()].length).toBeGreaterThan(25);
});
