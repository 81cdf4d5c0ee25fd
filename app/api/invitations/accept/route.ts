import { InvitationRequest } from "@/lib/api/members";
import { systemClock } from "@/lib/core/clock";
import { acceptInvitation } from "@/lib/workspaces/accept-invitation";
import { readBody, withViewer } from "../../with-viewer";

export const POST = withViewer(
  async ({ viewer, request }) => {
    const { token } = await readBody(request, InvitationRequest);
    await acceptInvitation(viewer, token, systemClock);
    return new Response(null, { status: 204 });
  },
  { needs: "self" },
);
