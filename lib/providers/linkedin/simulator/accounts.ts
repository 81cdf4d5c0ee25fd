import { businessAt, child, sizeOf, worldKey } from "../../simulation";

/** How large the world is: campaign groups of an account, campaigns of a group, creatives of a campaign; null finds its own. */
export type Size = { accounts: number; campaigns: number | null; adsets: number | null; ads: number | null };

export type AccountNode = {
  index: number;
  id: string;
  name: string;
  currency: string;
  timezone: string;
  organization: string;
  /** What one US dollar is in the account's currency. */
  perDollar: number;
  key: number;
  size: Size;
};

const businesses = [
  { name: "Northwind Analytics", currency: "USD", perDollar: 1 },
  { name: "Harbor & Pine Consulting", currency: "EUR", perDollar: 0.92 },
  { name: "Meridian Cloud", currency: "GBP", perDollar: 0.79 },
  { name: "Sakura Robotics", currency: "JPY", perDollar: 150 },
  { name: "Juniper Health", currency: "AUD", perDollar: 1.52 },
  { name: "Cedar Street Logistics", currency: "USD", perDollar: 1 },
] as const;

const usual: Size = { accounts: 3, campaigns: null, adsets: null, ads: null };

/** The world's ad accounts. Pure: same seed and size, same accounts. LinkedIn counts days in UTC everywhere. */
export function accountsOf(seed: string, wanted: Partial<Size>): AccountNode[] {
  const size = sizeOf(seed, wanted, usual);
  const key = worldKey(seed);
  return Array.from({ length: Math.min(99, size.accounts) }, (_, index) => {
    const business = businessAt(businesses, index);
    return {
      ...business,
      index,
      id: String(501_000_000 + (key % 400_000) * 1_000 + index),
      timezone: "UTC",
      organization: `urn:li:organization:${2_414_000 + index}`,
      key: child(key, index),
      size,
    };
  });
}
