import { eq } from "drizzle-orm";
import { claims, fees, inventory, orderItems, orders } from "@/drizzle/schema";
import type { Truth } from "@/lib/providers/contract";
import type { SyncWorld } from "./sync-world";

type Cells = Record<string, string>;
type Plain = Record<string, unknown>;

const ours = new Set(["connectionId", "workspaceId", "changedAt", "detectedAt"]);

/** A value as it compares: moments without needless zeros, bigints as text, keys in order. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (ours.has(key)) return undefined;
    if (typeof inner === "bigint") return String(inner);
    if (typeof inner === "string" && /^\d{4}-\d\d-\d\dT.*Z$/.test(inner))
      return new Date(inner).toISOString();
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const cells = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Cells =>
  Object.fromEntries(rows.map((row) => [keyOf(row), textOf(row)]));

const byId = (rows: readonly { externalId: string }[]) =>
  [...rows].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));

const claimKey = (claim: Plain) =>
  [
    "accountExternalId",
    "kind",
    "orderExternalId",
    "shipmentId",
    "sku",
    "quantity",
    "currency",
    "amountMicros",
  ]
    .map((field) => String(claim[field] ?? ""))
    .join("|");

/** How often each claim is there: two alike are two. */
function tallyOf(rows: readonly Plain[]): Cells {
  const tally = new Map<string, number>();
  for (const row of rows) tally.set(claimKey(row), (tally.get(claimKey(row)) ?? 0) + 1);
  return Object.fromEntries([...tally].map(([key, count]) => [key, String(count)]));
}

/** What is stored of a marketplace, each row as one text. */
export async function storedMarket({ read, connectionId }: SyncWorld): Promise<Record<string, Cells>> {
  return read(async (tx) => {
    const items = await tx.select().from(orderItems).where(eq(orderItems.connectionId, connectionId));
    const itemsOf = new Map<string, typeof items>();
    for (const item of items) {
      const group = itemsOf.get(item.orderExternalId);
      if (group) group.push(item);
      else itemsOf.set(item.orderExternalId, [item]);
    }
    const bare = ({ accountExternalId: _a, orderExternalId: _o, ...item }: (typeof items)[number]) => item;
    const stored = await tx.select().from(orders).where(eq(orders.connectionId, connectionId));
    const posted = await tx.select().from(fees).where(eq(fees.connectionId, connectionId));
    const stock = await tx.select().from(inventory).where(eq(inventory.connectionId, connectionId));
    const found = await tx.select().from(claims).where(eq(claims.connectionId, connectionId));
    return {
      orders: cells(
        stored.map((row) => ({
          ...row,
          items: byId(itemsOf.get(row.externalId) ?? []).map((i) => bare(i as never)),
        })),
        (row) => row.externalId,
      ),
      fees: cells(posted, (row) => row.externalId),
      inventory: cells(stock, (row) => `${row.accountExternalId}|${row.sku}|${row.fnsku}`),
      claims: tallyOf(found.filter(({ status }) => status === "open")),
    };
  });
}

/** The same of what is true. */
export const trueMarket = (truth: Truth): Record<string, Cells> => ({
  orders: cells(
    (truth.orders ?? []).map((row) => ({ ...row, items: byId(row.items) })),
    (row) => row.externalId,
  ),
  fees: cells(truth.fees ?? [], (row) => row.externalId),
  inventory: cells(truth.inventory ?? [], (row) => `${row.accountExternalId}|${row.sku}|${row.fnsku}`),
  claims: tallyOf(truth.claims ?? []),
});

/** Where the two differ, by table and key; empty when nowhere. */
export function marketDifferences(stored: Record<string, Cells>, expected: Record<string, Cells>): string[] {
  return Object.keys(expected).flatMap((table) => {
    const [is, should] = [stored[table] ?? {}, expected[table] ?? {}];
    const keys = [...new Set([...Object.keys(is), ...Object.keys(should)])].sort();
    const wrong = keys.filter((key) => is[key] !== should[key]);
    return wrong.map((key) => `${table} ${key}: stored ${is[key]}, true ${should[key]}`);
  });
}
