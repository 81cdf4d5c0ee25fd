import { Restatements, RestatementsQuery } from "@/lib/api/connection-detail";
import { systemClock } from "@/lib/core/clock";
import { readRestatements } from "@/lib/insights/restatements";
import { answer, readQuery, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const query = readQuery(request, RestatementsQuery);
  return answer(Restatements, await readRestatements(viewer, params.connectionId, query, systemClock));
});
