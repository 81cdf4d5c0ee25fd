import { RenameRequest } from "@/lib/api/members";
import { renameWorkspace } from "@/lib/workspaces/workspaces";
import { readBody, withViewer } from "../with-viewer";

export const PATCH = withViewer(
  async ({ viewer, request }) => {
    const { name } = await readBody(request, RenameRequest);
    await renameWorkspace(viewer, name);
    return new Response(null, { status: 204 });
  },
  { needs: "members" },
);
