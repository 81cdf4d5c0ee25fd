import { RevisionsQuery, RevisionsResponse } from "@/lib/api/revisions";
import { listRevisions } from "@/lib/insights/revisions";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(RevisionsResponse, await listRevisions(viewer, readQuery(request, RevisionsQuery))),
);
