import { ClaimsQuery, ClaimsResponse } from "@/lib/api/marketplace";
import { listClaims } from "@/lib/insights/marketplace/claims";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(ClaimsResponse, await listClaims(viewer, readQuery(request, ClaimsQuery))),
);
