import { ChangesQuery, ChangesResponse } from "@/lib/api/numbers";
import { listChanges } from "@/lib/insights/changes";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(ChangesResponse, await listChanges(viewer, readQuery(request, ChangesQuery))),
);
