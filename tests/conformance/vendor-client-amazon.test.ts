import type { SellingPartner } from "amazon-sp-api";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Truth } from "@/lib/providers/contract";
import { startWorld, type World } from "./amazon-world";
import { clientOf, pagesOf, refreshTokenOf } from "./vendor-amazon";

let world: World;
let refreshToken: string;
let client: SellingPartner;
let truth: Truth;
let marketplaceId: string;
let since: string;

beforeEach(async () => {
  world = await startWorld({ seed: "vendor-client" });
  refreshToken = await refreshTokenOf(world);
  client = clientOf(world, refreshToken);
  truth = await world.truth(30);
  marketplaceId = truth.accounts[0]?.externalId.split(":")[1] ?? "";
  since = new Date(world.clock().getTime() - 20 * 86_400_000).toISOString();
});
afterEach(() => world.stop());

// biome-ignore lint/suspicious/noExplicitAny: the wire as it comes; the client's own types are of older versions
type Wire = any;

const isLate = (at: string | Date) => new Date(at).toISOString() >= since;
const micros = (amount: unknown) => String(Math.round(Number(amount) * 1_000_000));
const newOrders = () => (truth.orders ?? []).filter(({ updatedAt }) => isLate(updatedAt));

const inventory = (nextToken?: string, from = client): Promise<Wire> =>
  from.callAPI({
    operation: "getInventorySummaries",
    endpoint: "fbaInventory",
    query: {
      ...{ marketplaceIds: [marketplaceId], granularityType: "Marketplace", granularityId: marketplaceId },
      ...{ details: true, ...(nextToken && { nextToken }) },
    },
  });

describe("what there is", () => {
  test("the marketplaces of the seller", async () => {
    const sold: Wire = await client.callAPI({ operation: "sellers.getMarketplaceParticipations" });
    expect(sold.map(({ marketplace }: Wire) => [marketplace.id, marketplace.defaultCurrencyCode])).toEqual(
      truth.accounts.map(({ externalId, currency }) => [externalId.split(":")[1], currency]),
    );
  });

  test("orders of the newest version, page by page, with their items and totals", async () => {
    const ask = (paginationToken: string | undefined): Promise<Wire> =>
      client.callAPI({
        operation: "orders.searchOrders",
        query: {
          ...{ marketplaceIds: [marketplaceId], lastUpdatedAfter: since, maxResultsPerPage: 50 },
          includedData: ["PROCEEDS", "FULFILLMENT"],
          ...(paginationToken && { paginationToken }),
        },
      });
    const pages = await pagesOf(ask, (page) => page.pagination?.nextToken);
    const total = ({ proceeds }: Wire) => (proceeds ? micros(proceeds.grandTotal.amount) : null);
    const read = pages
      .flatMap(({ orders }) => orders)
      .map((order: Wire) => [
        order.orderId,
        total(order),
        order.orderItems.map((item: Wire) => [
          item.orderItemId,
          item.quantityOrdered,
          item.product.sellerSku,
        ]),
      ]);
    expect(pages.length).toBeGreaterThan(2);
    expect(read.sort()).toEqual(
      newOrders()
        .map(({ externalId, totalMicros, items }) => [
          externalId,
          totalMicros,
          items.map((item) => [item.externalId, item.quantityOrdered, item.sku]),
        ])
        .sort(),
    );
  });

  test("orders as the client asks for them by itself: version 0, and the items of one", async () => {
    const ask = (NextToken: string | undefined): Promise<Wire> =>
      client.callAPI({
        operation: "getOrders",
        endpoint: "orders",
        query: {
          ...{ MarketplaceIds: [marketplaceId], LastUpdatedAfter: since, MaxResultsPerPage: 60 },
          ...(NextToken && { NextToken }),
        },
      });
    const pages = await pagesOf(ask, ({ NextToken }) => NextToken);
    const ids = pages.flatMap(({ Orders }) => Orders).map(({ AmazonOrderId }: Wire) => AmazonOrderId);
    expect(ids.sort()).toEqual(
      newOrders()
        .map(({ externalId }) => externalId)
        .sort(),
    );
    const order = newOrders().find(({ items }) => items.length > 1) ?? newOrders()[0];
    const path = { orderId: order?.externalId ?? "" };
    const { OrderItems }: Wire = await client.callAPI({ operation: "orders.getOrderItems", path });
    expect(OrderItems.map((item: Wire) => [item.OrderItemId, item.QuantityOrdered, item.SellerSKU])).toEqual(
      order?.items.map((item) => [item.externalId, item.quantityOrdered, item.sku]),
    );
  });

  test("all stock, page by page", async () => {
    const pages = await pagesOf(inventory, ({ nextToken }) => nextToken);
    const read = pages
      .flatMap(({ inventorySummaries }) => inventorySummaries)
      .map((one: Wire) => [one.sellerSku, one.totalQuantity, one.inventoryDetails.fulfillableQuantity]);
    expect(pages.length).toBeGreaterThan(1);
    expect(read.sort()).toEqual(
      (truth.inventory ?? []).map(({ sku, total, fulfillable }) => [sku, total, fulfillable]).sort(),
    );
  });

  test("transactions, page by page", async () => {
    const ask = (nextToken: string | undefined): Promise<Wire> =>
      client.callAPI({
        operation: "finances.listTransactions",
        query: { postedAfter: since, marketplaceId, ...(nextToken && { nextToken }) },
      });
    const pages = await pagesOf(ask, ({ nextToken }) => nextToken);
    const read = pages
      .flatMap(({ transactions }) => transactions)
      .map((one: Wire) => [one.transactionId, micros(one.totalAmount.currencyAmount)]);
    const right = (truth.fees ?? []).filter(({ postedAt }) => isLate(postedAt));
    expect(right.length).toBeGreaterThan(100);
    expect(read.sort()).toEqual(right.map(({ externalId, totalMicros }) => [externalId, totalMicros]).sort());
  });
});

describe("reports", () => {
  const asked = () => ({
    body: { reportType: "GET_FBA_MYI_ALL_INVENTORY_DATA" as const, marketplaceIds: [marketplaceId] },
    interval: 1,
    download: { json: true },
  });

  test("one is asked for, waited for, fetched, unpacked and read", async () => {
    const rows: Wire = await client.downloadReport(asked());
    expect(
      rows.map((row: Wire) => [row.sku, Number(row["afn-total-quantity"]), row["product-name"]]).sort(),
    ).toEqual((truth.inventory ?? []).map(({ sku, total, name }) => [sku, total, name]).sort());
    const calls = (await world.calls()).filter(({ path }) => /reports|documents/.test(path));
    expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      ...["POST 202", "GET 200", "GET 200", "GET 200", "GET 200", "GET 200"],
    ]);
  });

  test("one that Amazon gives up, and an address past its five minutes, are errors with a code", async () => {
    await world.fault("report_fatal", { times: 1 });
    await expect(client.downloadReport(asked())).rejects.toMatchObject({ code: "REPORT_PROCESSING_FATAL" });
    await world.advance(5 * 3_600);
    await world.fault("document_expired", { times: 1 });
    await expect(client.downloadReport(asked())).rejects.toMatchObject({ code: "AccessDenied" });
  });
});

describe("what is refused", () => {
  const statuses = async () =>
    (await world.calls()).map(({ method, path, status }) => `${method} ${path} ${status}`);

  test("an access token past its hour: the client fetches another one and asks again", async () => {
    await inventory();
    await world.advance(3_601);
    await inventory();
    expect((await statuses()).slice(-3)).toEqual([
      "GET fba/inventory/v1/summaries 403",
      "POST auth/o2/token 200",
      "GET fba/inventory/v1/summaries 200",
    ]);
  });

  test("left to itself it is Unauthorized, in Amazon's words", async () => {
    const plain = clientOf(world, refreshToken, { auto_request_tokens: false });
    await plain.refreshAccessToken();
    await world.advance(3_601);
    await expect(inventory(undefined, plain)).rejects.toMatchObject({
      code: "Unauthorized",
      details: "The access token you provided has expired.",
    });
  });

  test("a seller who removed the application is Unauthorized, and the refresh token is no grant any more", async () => {
    await inventory();
    await world.control("POST", "remove");
    await expect(inventory()).rejects.toMatchObject({ code: "Unauthorized" });
    await expect(client.refreshAccessToken()).rejects.toMatchObject({ code: "invalid_grant" });
  });

  test("an empty bucket: the client waits by itself and asks again", async () => {
    await world.control("POST", "limits", { rateFactor: 1 });
    await inventory();
    await inventory();
    const third = inventory();
    await vi.waitFor(async () => expect((await statuses()).at(-1)).toMatch(/ 429$/), 10_000);
    await world.advance(1);
    expect((await third).inventorySummaries.length).toBeGreaterThan(0);
  });

  test("left to itself it is QuotaExceeded", async () => {
    await world.control("POST", "limits", { rateFactor: 1 });
    const plain = clientOf(world, refreshToken, { auto_request_throttled: false });
    await inventory(undefined, plain);
    await inventory(undefined, plain);
    await expect(inventory(undefined, plain)).rejects.toMatchObject({ code: "QuotaExceeded" });
  });

  test("a refresh token that is none is no grant", async () => {
    const stranger = clientOf(world, "Atzr|made-up");
    await expect(inventory(undefined, stranger)).rejects.toMatchObject({ code: "invalid_grant" });
  });
});
