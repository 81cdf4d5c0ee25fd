import { InvitationPreview, InvitationRequest } from "@/lib/api/members";
import { systemClock } from "@/lib/core/clock";
import { previewInvitation } from "@/lib/workspaces/accept-invitation";
import { findViewer } from "@/lib/workspaces/find-viewer";
import { withAnyone } from "../../with-anyone";
import { answer, readBody } from "../../with-viewer";

export const POST = withAnyone(async (request) => {
  const { token } = await readBody(request, InvitationRequest);
  const viewer = await findViewer(request.headers);
  return answer(InvitationPreview, await previewInvitation(token, viewer?.actor.email ?? null, systemClock));
});
