import "server-only";
import {
  ClaimRow,
  ClaimsQuery,
  FeeRow,
  FeesQuery,
  InventoryQuery,
  InventoryRow,
  type MarketDataset,
  type MarketExportQuery,
  OrderRow,
  OrdersQuery,
} from "@/lib/api/marketplace";
import { csvLine } from "@/lib/domain/csv";
import { listClaims } from "./claims";
import { listFees } from "./fees";
import { listInventory } from "./inventory";
import { listOrders } from "./orders";

type Viewer = { workspaceId: string };
type Row = Record<string, unknown>;
type Page = { rows: Row[]; nextCursor: string | null };
type Dataset = {
  columns: string[];
  read: (viewer: Viewer, filters: Record<string, unknown>) => Promise<Page>;
};

/** Rows in memory at once. */
const pageRows = 1_000;

const datasets: Record<MarketDataset, Dataset> = {
  orders: {
    columns: Object.keys(OrderRow.shape),
    read: async (viewer, filters) => {
      const { orders: rows, nextCursor } = await listOrders(viewer, OrdersQuery.parse(filters));
      return { rows, nextCursor };
    },
  },
  inventory: {
    columns: Object.keys(InventoryRow.shape),
    read: async (viewer, filters) => {
      const { inventory: rows, nextCursor } = await listInventory(viewer, InventoryQuery.parse(filters));
      return { rows, nextCursor };
    },
  },
  fees: {
    columns: Object.keys(FeeRow.shape),
    read: async (viewer, filters) => {
      const { fees: rows, nextCursor } = await listFees(viewer, FeesQuery.parse(filters));
      return { rows, nextCursor };
    },
  },
  claims: {
    columns: Object.keys(ClaimRow.shape),
    read: async (viewer, filters) => {
      const { claims: rows, nextCursor } = await listClaims(viewer, ClaimsQuery.parse(filters));
      return { rows, nextCursor };
    },
  },
};

const money = new Set(["total", "amount"]);

/** What holds several values is one cell of JSON. */
function cellOf(value: unknown): string | number | null {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}

async function* toText(
  first: Page,
  next: (cursor: string) => Promise<Page>,
  { columns, format }: { columns: string[]; format: "csv" | "json" },
): AsyncGenerator<string> {
  const numeric = new Set(columns.flatMap((column, index) => (money.has(column) ? [index] : [])));
  let separator = "[\n";
  if (format === "csv") yield csvLine(columns);
  for (let page = first; ; ) {
    if (format === "csv")
      yield page.rows
        .map((row) =>
          csvLine(
            columns.map((column) => cellOf(row[column])),
            numeric,
          ),
        )
        .join("");
    else if (page.rows.length > 0) {
      yield separator + page.rows.map((row) => JSON.stringify(row)).join(",\n");
      separator = ",\n";
    }
    if (page.nextCursor === null) break;
    page = await next(page.nextCursor);
  }
  if (format === "json") yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** A data set as CSV or one JSON array, page by page. Throws before the first byte for filters that are wrong. */
export async function exportMarket(
  viewer: Viewer,
  dataset: MarketDataset,
  { format, ...filters }: MarketExportQuery,
): Promise<AsyncGenerator<string>> {
  const { columns, read } = datasets[dataset];
  const readAt = (cursor?: string) => read(viewer, { ...filters, limit: pageRows, cursor });
  return toText(await readAt(), readAt, { columns, format });
}
