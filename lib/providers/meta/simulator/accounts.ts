import { businessAt, child, sizeOf, worldKey } from "../../simulation";

/** How large the world is; null lets each account find its own size. */
export type Size = { accounts: number; campaigns: number | null; adsets: number | null; ads: number | null };

export type AccountNode = {
  index: number;
  id: string;
  digits: string;
  name: string;
  currency: string;
  timezone: string;
  /** Minor units in one unit of the currency. */
  minorUnits: 1 | 100;
  key: number;
  size: Size;
};

const businesses = [
  { name: "Northwind Outdoor", currency: "EUR", timezone: "Europe/Berlin" },
  { name: "Harbor & Pine Home", currency: "USD", timezone: "America/New_York" },
  { name: "Sakura Stationery", currency: "JPY", timezone: "Asia/Tokyo" },
  { name: "Juniper Skincare", currency: "GBP", timezone: "Europe/London" },
  { name: "Meridian Cycles", currency: "AUD", timezone: "Australia/Sydney" },
  { name: "Cedar Street Coffee", currency: "USD", timezone: "America/Los_Angeles" },
] as const;

const usual: Size = { accounts: 3, campaigns: null, adsets: null, ads: null };

/** The world's ad accounts. Pure: same seed and size, same accounts. */
export function accountsOf(seed: string, wanted: Partial<Size>): AccountNode[] {
  const size = sizeOf(seed, wanted, usual);
  const key = worldKey(seed);
  return Array.from({ length: Math.min(99, size.accounts) }, (_, index) => {
    const business = businessAt(businesses, index);
    const digits = String(102_900_000_000_000 + (key % 900_000) * 1_000_000 + (index + 1) * 1_009);
    return {
      ...business,
      index,
      id: `act_${digits}`,
      digits,
      minorUnits: business.currency === "JPY" ? 1 : 100,
      key: child(key, index),
      size,
    } satisfies AccountNode;
  });
}
