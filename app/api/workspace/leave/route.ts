import { leaveWorkspace } from "@/lib/workspaces/change-member";
import { withViewer } from "../../with-viewer";

export const POST = withViewer(
  async ({ viewer }) => {
    await leaveWorkspace(viewer);
    return new Response(null, { status: 204 });
  },
  { needs: "self" },
);
