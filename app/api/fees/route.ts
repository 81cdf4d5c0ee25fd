import { FeesQuery, FeesResponse } from "@/lib/api/marketplace";
import { listFees } from "@/lib/insights/marketplace/fees";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(FeesResponse, await listFees(viewer, readQuery(request, FeesQuery))),
);
