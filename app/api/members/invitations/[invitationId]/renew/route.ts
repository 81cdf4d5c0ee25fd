import { InvitationLink } from "@/lib/api/members";
import { systemClock } from "@/lib/core/clock";
import { renewInvitation } from "@/lib/workspaces/invite";
import { answer, withViewer } from "../../../../with-viewer";

export const POST = withViewer<{ invitationId: string }>(
  async ({ viewer, params }) =>
    answer(InvitationLink, await renewInvitation(viewer, params.invitationId, systemClock)),
  { needs: "members" },
);
