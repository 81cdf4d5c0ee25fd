import { type BaseAccount, businessAt, child, type Size, sizeOf, worldKey } from "../../simulation";

type Sizes = { accounts: number | null; campaigns: number | null; adsets: number | null; ads: number | null };

/** A customer with ads. Managers and the closed customer of the hierarchy hold none. */
export type CustomerNode = BaseAccount & {
  index: number;
  /** Micros of the smallest amount the currency is written in. */
  minorMicros: number;
  key: number;
  size: Sizes;
};

const businesses = [
  { name: "Northwind Outdoor", currency: "EUR", timezone: "Europe/Berlin" },
  { name: "Harbor & Pine Home", currency: "USD", timezone: "America/New_York" },
  { name: "Sakura Stationery", currency: "JPY", timezone: "Asia/Tokyo" },
  { name: "Juniper Skincare", currency: "GBP", timezone: "Europe/London" },
  { name: "Meridian Cycles", currency: "AUD", timezone: "Australia/Sydney" },
  { name: "Cedar Street Coffee", currency: "USD", timezone: "America/Los_Angeles" },
] as const;

/** Ten digits, as customer ids have. */
const customerId = (seed: string, index: number) =>
  String(4_000_000_000 + (worldKey(seed) % 500_000) * 1_000 + index);

const mostCustomers = 99;

/** The customers that hold ads. A seed may carry the world's size: `demo?accounts=1&campaigns=1000`. */
export function accountsOf(seed: string, wanted: Size): CustomerNode[] {
  const size = sizeOf<Sizes>(seed, wanted, { accounts: 3, campaigns: null, adsets: null, ads: null });
  const count = Math.min(mostCustomers, size.accounts ?? 3);
  return Array.from({ length: count }, (_, index) => {
    const business = businessAt(businesses, index);
    return {
      ...business,
      index,
      id: customerId(seed, 101 + index),
      minorMicros: business.currency === "JPY" ? 1_000_000 : 10_000,
      key: child(worldKey(seed), index),
      size,
    };
  });
}

/** A customer as `customer_client` tells it. */
export type ClientNode = {
  id: string;
  name: string;
  level: number;
  isManager: boolean;
  status: "ENABLED" | "CLOSED";
  currency: string;
  timezone: string;
};

/**
 * Who is above whom: a manager with half of the customers, a manager below it with the others. The second customer is
 * the person's own as well, and so is one that was closed.
 */
export function hierarchyOf(seed: string, customers: CustomerNode[]) {
  const manager = { id: customerId(seed, 1), name: "Sandbox Holding", currency: "EUR" };
  const team = { id: customerId(seed, 2), name: "Sandbox Team", currency: "EUR" };
  const closed = { id: customerId(seed, 3), name: "Former Shop", currency: "EUR" };
  const other = { timezone: "Europe/Berlin", status: "ENABLED" as const };
  const isOfTeam = ({ index }: CustomerNode) => index % 2 === 1;
  const describe = (node: CustomerNode, level: number): ClientNode => {
    const { id, name, currency, timezone } = node;
    return { id, name, currency, timezone, level, isManager: false, status: "ENABLED" };
  };
  const below = (level: number): ClientNode[] => [
    { ...team, ...other, level, isManager: true },
    ...customers.filter(isOfTeam).map((node) => describe(node, level + 1)),
  ];
  const clients: Record<string, ClientNode[]> = {
    [manager.id]: [
      { ...manager, ...other, level: 0, isManager: true },
      ...customers.filter((node) => !isOfTeam(node)).map((node) => describe(node, 1)),
      ...below(1),
    ],
    [team.id]: below(0),
  };
  for (const node of customers) clients[node.id] = [describe(node, 0)];
  const own = customers[1]?.id;
  const direct = [manager.id, ...(own === undefined ? [] : [own]), closed.id];
  return { clients, direct, closed: closed.id, managers: [manager.id, team.id] };
}
