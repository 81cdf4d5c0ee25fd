import {
  ClaimsQuery,
  ClaimsResponse,
  FeesQuery,
  FeesResponse,
  InventoryQuery,
  InventoryResponse,
  MarketExportQuery,
  MarketExportResponse,
  OrdersQuery,
  OrdersResponse,
} from "./marketplace";
import {
  ClaimSettingsRequest,
  ClaimSettingsResponse,
  MarketSummary,
  MarketSummaryQuery,
} from "./marketplace-summary";
import { group } from "./route-table";

const { get, patch } = group("Marketplace");

export const marketplaceRoutes = [
  get(
    "/api/marketplace",
    "Orders, stock, fees, claims and books in short",
    { 200: MarketSummary },
    { query: MarketSummaryQuery },
  ),
  get(
    "/api/orders",
    "Orders with their items, newest first",
    { 200: OrdersResponse },
    { query: OrdersQuery },
  ),
  get("/api/inventory", "Units of each listing", { 200: InventoryResponse }, { query: InventoryQuery }),
  get(
    "/api/fees",
    "Financial transactions with their breakdown, newest first",
    { 200: FeesResponse },
    { query: FeesQuery },
  ),
  get(
    "/api/claims",
    "What the marketplace owes, nearest deadline first",
    { 200: ClaimsResponse },
    { query: ClaimsQuery },
  ),
  get("/api/claims/settings", "Thresholds of the claim rules", { 200: ClaimSettingsResponse }),
  patch(
    "/api/claims/settings",
    "Change thresholds of the claim rules",
    { 200: ClaimSettingsResponse },
    { body: ClaimSettingsRequest },
  ),
  get(
    "/api/export/{dataset}",
    "Orders, inventory, fees or claims as CSV or JSON, streamed",
    { 200: MarketExportResponse },
    { query: MarketExportQuery },
  ),
];
