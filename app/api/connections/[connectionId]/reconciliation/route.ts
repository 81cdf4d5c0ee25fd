import { DaysQuery } from "@/lib/api/export";
import { Reconciliation } from "@/lib/api/reconciliation";
import { systemClock } from "@/lib/core/clock";
import { reconcileTotals } from "@/lib/insights/reconciliation";
import { answer, readQuery, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const query = readQuery(request, DaysQuery);
  return answer(Reconciliation, await reconcileTotals(viewer, params.connectionId, query, systemClock));
});
