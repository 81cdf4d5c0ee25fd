import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { Fee } from "@/lib/domain/fee";
import { Inventory } from "@/lib/domain/inventory";
import { Order } from "@/lib/domain/order";
import { InboundItem } from "@/lib/domain/warehouse";
import { toAccount, toInboundItem, toInventory } from "@/lib/providers/amazon/map";
import { toFeeV0 } from "@/lib/providers/amazon/map-events";
import { toOrder, toOrderV0 } from "@/lib/providers/amazon/map-orders";
import { toFee } from "@/lib/providers/amazon/map-transactions";
import {
  InventoryAnswer,
  Participation,
  Participations,
  ReportCreated,
  ReportDocument,
  ReportList,
  ReportRun,
} from "@/lib/providers/amazon/schema";
import {
  FinancialEventsAnswer,
  Transaction,
  TransactionsAnswer,
} from "@/lib/providers/amazon/schema-finances";
import {
  OrderItemsV0Answer,
  OrderItemV0,
  OrdersV0Answer,
  OrderV0,
  SearchOrdersAnswer,
  WireOrder,
} from "@/lib/providers/amazon/schema-orders";
import {
  InventorySummary,
  Shipment,
  ShipmentItem,
  ShipmentItemsAnswer,
  ShipmentsAnswer,
} from "@/lib/providers/amazon/schema-stock";
import { fixturesFolder, readJsonFixture } from "../support/fixtures";

type Recording = { pairs: { status: number; response: unknown }[]; examples?: unknown };

const owner = { accountExternalId: "A1SELLER:ATVPDKIKX0DER", currency: "USD" };
const id = owner.accountExternalId;

/** Every row of an answer, parsed and in our words, checked against them. */
const readers: Record<string, (answer: unknown) => unknown> = {
  getMarketplaceParticipations: (answer) =>
    z
      .array(Participation)
      .parse(Participations.parse(answer).payload)
      .map((row) => toAccount("A1SELLER", row)),
  searchOrders: (answer) =>
    z
      .array(WireOrder)
      .parse(SearchOrdersAnswer.parse(answer).orders)
      .map((row) => Order.parse(toOrder(owner, row))),
  "orders-2026-01-01.getOrder": (answer) =>
    Order.parse(toOrder(owner, z.object({ order: WireOrder }).parse(answer).order)),
  getOrders: (answer) =>
    z
      .array(OrderV0)
      .parse(OrdersV0Answer.parse(answer).payload.Orders)
      .map((row) => Order.parse(toOrderV0(owner, row, []))),
  "ordersV0.getOrder": (answer) =>
    Order.parse(toOrderV0(owner, z.object({ payload: OrderV0 }).parse(answer).payload, [])),
  getOrderItems: (answer) => z.array(OrderItemV0).parse(OrderItemsV0Answer.parse(answer).payload.OrderItems),
  getInventorySummaries: (answer) =>
    z
      .array(InventorySummary)
      .parse(InventoryAnswer.parse(answer).payload.inventorySummaries)
      .map((row) => Inventory.parse(toInventory(id, row))),
  listTransactions: (answer) =>
    z
      .array(Transaction)
      .parse(TransactionsAnswer.parse(answer).payload.transactions)
      .map((row) => Fee.parse(toFee(id, row))),
  listFinancialEvents: readEvents,
  listFinancialEventsByGroupId: readEvents,
  listFinancialEventsByOrderId: readEvents,
  createReport: (answer) => ReportCreated.parse(answer),
  getReport: (answer) => ReportRun.parse(answer),
  getReports: (answer) => ReportList.parse(answer),
  getReportDocument: (answer) => ReportDocument.parse(answer),
  getShipments: (answer) => z.array(Shipment).parse(ShipmentsAnswer.parse(answer).payload.ShipmentData),
  getShipmentItems: readItems,
  getShipmentItemsByShipmentId: readItems,
};

function readItems(answer: unknown) {
  const shipment = { ShipmentId: "FBA15", ShipmentStatus: "CLOSED" };
  return z
    .array(ShipmentItem)
    .parse(ShipmentItemsAnswer.parse(answer).payload.ItemData)
    .map((row) => InboundItem.parse(toInboundItem(id, Shipment.parse(shipment), row, null)));
}

function readEvents(answer: unknown) {
  const lists = Object.entries(FinancialEventsAnswer.parse(answer).payload.FinancialEvents);
  return lists.flatMap(([list, events]) =>
    z
      .array(z.record(z.string(), z.unknown()))
      .parse(events)
      .map((event, ordinal) =>
        Fee.parse(toFeeV0({ ...owner, list, event, ordinal, undated: "2026-01-01T00:00:00Z" })),
      ),
  );
}

const files = readdirSync(`${fixturesFolder}/amazon/static-sandbox`).map((file) =>
  file.replace(/\.json$/, ""),
);
const readerOf = (file: string) => readers[file] ?? readers[file.split(".").at(-1) ?? ""];

describe("every published answer of an operation we use can be read, row by row", () => {
  test.each(files.filter(readerOf))("%s", (file) => {
    const recording = readJsonFixture<Recording>(`amazon/static-sandbox/${file}.json`, file);
    const answers = (recording?.pairs ?? []).filter(({ status }) => status < 300);
    for (const { response } of answers) expect(() => readerOf(file)?.(response)).not.toThrow();
    if ((recording?.pairs ?? []).length > 0) expect(answers.length).toBeGreaterThan(0);
  });
});

test("nothing about the buyer of a published order reaches our rows", () => {
  const recording = readJsonFixture<Recording>(
    "amazon/static-sandbox/orders-2026-01-01.searchOrders.json",
    "buyers",
  );
  const told = JSON.stringify(
    (recording?.pairs ?? [])
      .filter(({ status }) => status === 200)
      .map(({ response }) => readers.searchOrders?.(response)),
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
  for (const personal of [
    "John Smith",
    "Sarah Thompson",
    "Carlos",
    "Paulista",
    "@marketplace",
    "+44",
    "authorization",
  ])
    expect(told).not.toContain(personal);
});
