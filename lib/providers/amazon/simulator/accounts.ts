import { type BaseAccount, child, hashText, type Size, sizeOf } from "../../simulation";
import { findMarketplace, type Marketplace } from "../marketplaces";

export type AccountNode = BaseAccount & {
  key: number;
  index: number;
  sellerId: string;
  marketplace: Marketplace;
  shop: string;
  /** Orders in ninety days. */
  orders: number;
  products: number;
};

const shops = [
  { id: "ATVPDKIKX0DER", currency: "USD", shop: "Amazon.com" },
  { id: "A2EUQ1WTGCTBG2", currency: "CAD", shop: "Amazon.ca" },
  { id: "A1AM78C64UM0Y8", currency: "MXN", shop: "Amazon.com.mx" },
  { id: "A2Q3Y263D00KWC", currency: "BRL", shop: "Amazon.com.br" },
] as const;

export const sellerOf = (seed: string): string =>
  `A${hashText(`seller ${seed}`).toString(36).toUpperCase().padStart(7, "0")}SIM`;

// Stories of one product must not mix: a product meets its next mishap when the last one is settled for good.
const fewestProducts = 84;

export const storeName = "Northwind Outfitters";

/** One seller in up to four marketplaces of North America; `accounts`, `orders` (of ninety days, each) and `products` size it. */
export function accountsOf(seed: string, wanted: Size): AccountNode[] {
  const size = sizeOf(seed, wanted, { accounts: null, orders: null, products: null });
  const sellerId = sellerOf(seed);
  return shops.slice(0, size.accounts ?? 1).map(({ id, currency, shop }, index) => {
    const marketplace = findMarketplace(id);
    if (!marketplace) throw new Error(`no marketplace ${id}`);
    return {
      id: `${sellerId}:${id}`,
      name: `${storeName} · ${shop}`,
      ...{ currency, timezone: marketplace.timezone, marketplace, shop, sellerId, index },
      key: child(hashText(`amazon ${seed}`), index),
      orders: size.orders ?? 900,
      products: Math.max(fewestProducts, size.products ?? 96),
    };
  });
}

/** What an account's world depends on, as a key. */
export const worldOf = ({ key, orders, products }: AccountNode): string => `${key}|${orders}|${products}`;
