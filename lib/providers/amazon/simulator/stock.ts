import { roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import { type Product, productsOf } from "./products";
import { dayMs, hourMs } from "./sandbox";

export type Stock = {
  product: Product;
  fulfillable: number;
  inboundWorking: number;
  inboundShipped: number;
  inboundReceiving: number;
  pendingOrders: number;
  transshipment: number;
  processing: number;
  researching: number;
  customerDamaged: number;
  warehouseDamaged: number;
  updatedAt: number;
};

const days = (key: number, salt: number, least: number, most: number) =>
  Math.floor(least + roll(key, salt) * (most - least));

/** Stock sinks on the full hour until it is filled up again every few weeks. */
function stockAt({ key, ...product }: Product, now: number): Stock {
  const cycle = days(key, 30, 18, 40) * dayMs;
  const shift = Math.floor((roll(key, 31) * cycle) / hourMs) * hourMs;
  const into = (Math.floor(now / hourMs) * hourMs + shift) % cycle;
  const hours = into / hourMs;
  const start = days(key, 32, 150, 900);
  const perHour = (start * 0.9 * hourMs) / cycle;
  const share = into / cycle;
  const order = Math.floor(start / 2);
  return {
    product: { key, ...product },
    fulfillable: Math.max(0, start - Math.floor(hours * perHour)),
    inboundWorking: share > 0.5 && share <= 0.65 ? order : 0,
    inboundShipped: share > 0.65 && share <= 0.85 ? order : 0,
    inboundReceiving: share > 0.85 ? order : 0,
    pendingOrders: (hours + key) % 5,
    transshipment: (hours >> 3) % 7,
    processing: (hours >> 2) % 3,
    researching: (hours >> 5) % 2,
    customerDamaged: Math.floor((4 * into) / cycle),
    warehouseDamaged: Math.floor((2 * into) / cycle),
    updatedAt: Math.floor(now / hourMs) * hourMs,
  };
}

export const reservedOf = ({ pendingOrders, transshipment, processing }: Stock) =>
  pendingOrders + transshipment + processing;
export const unfulfillableOf = ({ customerDamaged, warehouseDamaged }: Stock) =>
  customerDamaged + warehouseDamaged;
export const totalStock = (stock: Stock) =>
  stock.fulfillable + reservedOf(stock) + unfulfillableOf(stock) + stock.researching;

export const stockOf = (account: AccountNode, now: number): Stock[] =>
  productsOf(account).map((product) => stockAt(product, now));
