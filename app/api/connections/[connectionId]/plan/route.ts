import { PlanPreview, PlanRequest } from "@/lib/api/sync-control";
import { systemClock } from "@/lib/core/clock";
import { previewPlan } from "@/lib/sync/preview";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const asked = await readBody(request, PlanRequest);
    return answer(PlanPreview, await previewPlan(viewer, params.connectionId, asked, systemClock));
  },
  // It writes nothing.
  { needs: "look" },
);
