import { after } from "next/server";
import { send } from "@/inngest/client";
import { disconnect } from "@/lib/connections/disconnect";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { systemClock } from "@/lib/core/clock";
import { cancelSync } from "@/lib/sync/cancel";
import { deliver } from "@/lib/sync/outbox";
import { withViewer } from "../../with-viewer";

export const DELETE = withViewer<{ connectionId: string }>(
  async ({ viewer, params }) => {
    await disconnect(viewer, params.connectionId, async () => {
      const { active_job_id } = await getSyncStatus(viewer, params.connectionId, systemClock);
      if (active_job_id) await cancelSync(viewer, active_job_id, systemClock);
    });
    after(() => deliver(viewer.workspaceId, send));
    return new Response(null, { status: 204 });
  },
  { needs: "connect" },
);
