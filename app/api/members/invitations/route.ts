import { InvitationLink, InviteRequest } from "@/lib/api/members";
import { systemClock } from "@/lib/core/clock";
import { invite } from "@/lib/workspaces/invite";
import { answer, readBody, withViewer } from "../../with-viewer";

export const POST = withViewer(
  async ({ viewer, request }) => {
    const wanted = await readBody(request, InviteRequest);
    return answer(InvitationLink, await invite(viewer, wanted, systemClock), 201);
  },
  { needs: "members" },
);
