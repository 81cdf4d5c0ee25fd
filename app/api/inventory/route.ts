import { InventoryQuery, InventoryResponse } from "@/lib/api/marketplace";
import { listInventory } from "@/lib/insights/marketplace/inventory";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(InventoryResponse, await listInventory(viewer, readQuery(request, InventoryQuery))),
);
