import { SwitchRequest } from "@/lib/api/members";
import { switchWorkspace } from "@/lib/workspaces/workspaces";
import { readBody, withViewer } from "../../with-viewer";

export const POST = withViewer(
  async ({ viewer, request }) => {
    const { workspace_id } = await readBody(request, SwitchRequest);
    await switchWorkspace(viewer, workspace_id);
    return new Response(null, { status: 204 });
  },
  { needs: "self" },
);
