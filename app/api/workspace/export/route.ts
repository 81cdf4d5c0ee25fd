import { systemClock } from "@/lib/core/clock";
import { exportWorkspace } from "@/lib/workspaces/export-workspace";
import { encode, fileName, toStream } from "../../to-stream";
import { withViewer } from "../../with-viewer";

export const GET = withViewer(
  async ({ viewer }) => {
    const day = systemClock().toISOString().slice(0, 10);
    const headers = {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="${fileName("freshet", viewer.workspaceName, day)}.ndjson"`,
    };
    return new Response(toStream(encode(await exportWorkspace(viewer, systemClock))), { headers });
  },
  { needs: "take_out" },
);
