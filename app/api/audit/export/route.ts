import { AuditExportQuery } from "@/lib/api/audit";
import { systemClock } from "@/lib/core/clock";
import { exportAudit } from "@/lib/workspaces/export-audit";
import { encode, fileName, toStream } from "../../to-stream";
import { readQuery, withViewer } from "../../with-viewer";

const types = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

export const GET = withViewer(
  async ({ viewer, request }) => {
    const query = readQuery(request, AuditExportQuery);
    const name = `${fileName("freshet-audit", systemClock().toISOString().slice(0, 10))}.${query.format}`;
    const headers = {
      "content-type": types[query.format],
      "content-disposition": `attachment; filename="${name}"`,
    };
    return new Response(toStream(encode(await exportAudit(viewer, query))), { headers });
  },
  { needs: "audit" },
);
