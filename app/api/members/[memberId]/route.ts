import { ChangeRoleRequest, Member } from "@/lib/api/members";
import { changeRole, removeMember } from "@/lib/workspaces/change-member";
import { answer, readBody, withViewer } from "../../with-viewer";

export const PATCH = withViewer<{ memberId: string }>(
  async ({ viewer, params, request }) => {
    const { role } = await readBody(request, ChangeRoleRequest);
    return answer(Member, await changeRole(viewer, params.memberId, role));
  },
  { needs: "members" },
);

export const DELETE = withViewer<{ memberId: string }>(
  async ({ viewer, params }) => {
    await removeMember(viewer, params.memberId);
    return new Response(null, { status: 204 });
  },
  { needs: "members" },
);
