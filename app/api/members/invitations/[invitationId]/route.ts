import { systemClock } from "@/lib/core/clock";
import { withdrawInvitation } from "@/lib/workspaces/invite";
import { withViewer } from "../../../with-viewer";

export const DELETE = withViewer<{ invitationId: string }>(
  async ({ viewer, params }) => {
    await withdrawInvitation(viewer, params.invitationId, systemClock);
    return new Response(null, { status: 204 });
  },
  { needs: "members" },
);
