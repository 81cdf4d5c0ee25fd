import { WorkspaceList } from "@/lib/api/members";
import { listWorkspaces } from "@/lib/workspaces/workspaces";
import { answer, withViewer } from "../with-viewer";

export const GET = withViewer(
  async ({ viewer }) => answer(WorkspaceList, { workspaces: await listWorkspaces(viewer) }),
  { needs: "self" },
);
