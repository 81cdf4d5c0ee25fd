import { child, pick, roll } from "../../simulation";
import type { AccountNode } from "./accounts";

export type Product = {
  key: number;
  index: number;
  sku: string;
  fnsku: string;
  asin: string;
  title: string;
  priceMinor: number;
  /** What Amazon expects to charge for sending one. */
  fulfilmentMinor: number;
  /** And for selling one. */
  referralMinor: number;
};

const adjectives = ["Trail", "Harbour", "Alpine", "Urban", "Meadow", "Ember", "Coastal", "Juniper"] as const;
const nouns = [
  "Backpack",
  "Water Bottle",
  "Headlamp",
  "Rain Shell",
  "Camp Stove",
  "Towel",
  "Travel Mug",
  "Wool Hat",
] as const;

function toProduct(account: AccountNode, index: number): Product {
  const key = child(child(account.key, 71), index);
  const noun = pick(nouns, key, 2);
  const code = String(index + 1).padStart(4, "0");
  const priceMinor = 999 + Math.floor(roll(key, 3) * 90) * 100;
  return {
    key,
    index,
    sku: `NW-${noun.slice(0, 3).toUpperCase()}-${code}`,
    fnsku: `X00${account.index}${code}SIM`.slice(0, 10),
    asin: `B0${key.toString(36).toUpperCase().padStart(8, "0").slice(-8)}`,
    // Letters beyond ASCII and a quote, as real titles have.
    title: `${pick(adjectives, key, 1)} ${noun}${index % 7 === 3 ? ' 12" – Größe M' : ""}`,
    priceMinor,
    fulfilmentMinor: 322 + Math.floor(roll(key, 4) * 500),
    referralMinor: Math.round(priceMinor * 0.15),
  };
}

const known = new Map<string, Product[]>();

export function productsOf(account: AccountNode): Product[] {
  const key = `${account.key}|${account.products}`;
  const products =
    known.get(key) ?? Array.from({ length: account.products }, (_, index) => toProduct(account, index));
  known.set(key, products);
  if (known.size > 16) known.delete([...known.keys()][0] ?? "");
  return products;
}

export function productAt(account: AccountNode, key: number, salt: number): Product {
  const products = productsOf(account);
  const product = products[Math.floor(roll(key, salt) * products.length)] ?? products[0];
  if (!product) throw new Error("a seller without products");
  return product;
}

/** The products in turn. */
export function nthProduct(account: AccountNode, index: number): Product {
  const products = productsOf(account);
  const product = products[index % products.length];
  if (!product) throw new Error("a seller without products");
  return product;
}
