import { AcceptShrinkRequest, AcceptShrinkResponse } from "@/lib/api/sync-control";
import { acceptShrink } from "@/lib/sync/accept-shrink";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const which = await readBody(request, AcceptShrinkRequest);
    const held_deletions = await acceptShrink(viewer, params.connectionId, which);
    return answer(AcceptShrinkResponse, { held_deletions });
  },
  { needs: "connect" },
);
