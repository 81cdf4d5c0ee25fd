import { child, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import { centreOf } from "./incidents";
import { type Product, productAt } from "./products";
import { dayMs, hourMs, onGrid } from "./sandbox";

/** `late` units turn up after the shipment was closed. */
export type InboundStory = "whole" | "short" | "late" | "over";

export type Shipment = {
  key: number;
  id: string;
  name: string;
  story: InboundStory;
  createdAt: number;
  sentAt: number;
  arrivedAt: number;
  closedAt: number;
  lateAt: number;
  centre: string;
  items: { product: Product; shipped: number; missing: number }[];
};

const everyDays = 5;
const order: InboundStory[] = ["whole", "short", "late", "over"];

function shipmentOf(account: AccountNode, slot: number): Shipment {
  const key = child(child(account.key, 73), slot);
  const createdAt = onGrid(slot * everyDays * dayMs + roll(key, 1) * dayMs);
  const story = order[slot % order.length] ?? "whole";
  const day = new Date(createdAt);
  const sentAt = createdAt + dayMs;
  const arrivedAt = sentAt + 9 * dayMs;
  const closedAt = onGrid(arrivedAt + (14 + roll(key, 2) * 6) * dayMs);
  return {
    ...{ key, story, createdAt, sentAt, arrivedAt, closedAt, lateAt: closedAt + 20 * dayMs },
    id: `FBA15${slot.toString(36).toUpperCase().padStart(5, "0")}${account.index}`,
    name: `FBA (${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear() % 100}, 10:00 AM) - 1`,
    centre: centreOf(key),
    items: [0, 1].map((place) => ({
      product: productAt(account, child(key, place), 4 + place),
      shipped: 24 + Math.floor(roll(key, 6 + place) * 5) * 12,
      missing: place > 0 ? 0 : { whole: 0, short: 3, late: 4, over: -1 }[story],
    })),
  };
}

/** Shipments begun between two moments. Both items may be of one sku: then only the first counts. */
export function shipmentsBetween(account: AccountNode, from: number, to: number): Shipment[] {
  const found: Shipment[] = [];
  const length = everyDays * dayMs;
  for (let slot = Math.floor(from / length); slot <= Math.floor(to / length); slot += 1) {
    const shipment = shipmentOf(account, slot);
    const [first] = shipment.items;
    const items = shipment.items.filter((item) => item === first || item.product.sku !== first?.product.sku);
    found.push({ ...shipment, items });
  }
  return found;
}

export type ShipmentStatus = "WORKING" | "SHIPPED" | "RECEIVING" | "CLOSED";

/** A shipment's status, and when it last changed: what is counted in does not move that. */
export function statusAt(shipment: Shipment, now: number): { status: ShipmentStatus; updatedAt: number } {
  const { createdAt, sentAt, arrivedAt, closedAt } = shipment;
  if (now >= closedAt) return { status: "CLOSED", updatedAt: closedAt };
  if (now >= arrivedAt) return { status: "RECEIVING", updatedAt: arrivedAt };
  return now >= sentAt
    ? { status: "SHIPPED", updatedAt: sentAt }
    : { status: "WORKING", updatedAt: createdAt };
}

const receivingDays = 12;

/** When the quantities of a shipment last changed. */
export function countedAt({ createdAt, arrivedAt, closedAt, lateAt, story }: Shipment, now: number): number {
  if (story === "late" && now >= lateAt) return lateAt;
  if (now < arrivedAt) return createdAt;
  const days = Math.floor((Math.min(now, closedAt) - arrivedAt) / dayMs);
  return arrivedAt + Math.min(days, receivingDays) * dayMs;
}

/** Units counted in at the warehouse so far. */
export function receivedAt(shipment: Shipment, item: Shipment["items"][number], now: number): number {
  const { arrivedAt, closedAt, lateAt, story } = shipment;
  const lost = story === "late" && now >= lateAt ? 0 : item.missing;
  if (now >= closedAt) return item.shipped - lost;
  if (now < arrivedAt) return 0;
  const days = Math.floor((now - arrivedAt) / dayMs);
  return Math.min(
    item.shipped - Math.max(0, item.missing),
    Math.floor((item.shipped * days) / receivingDays),
  );
}

/** The longest from a shipment's first day to its last change. */
export const longestShipment = 60 * dayMs;
export const receiptHour = 8 * hourMs;
