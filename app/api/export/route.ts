import { ExportQuery } from "@/lib/api/export";
import { systemClock } from "@/lib/core/clock";
import { openExport, toCsv, toJson } from "@/lib/insights/export";
import { encode, fileName, toStream } from "../to-stream";
import { readQuery, withViewer } from "../with-viewer";

const types = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

export const GET = withViewer(async ({ viewer, request }) => {
  const query = readQuery(request, ExportQuery);
  const { from, to, pages } = await openExport(viewer, query, systemClock);
  const text = query.format === "csv" ? toCsv(pages) : toJson(pages);
  const name = `${fileName("freshet", query.level, from, to)}.${query.format}`;
  const headers = {
    "content-type": types[query.format],
    "content-disposition": `attachment; filename="${name}"`,
  };
  return new Response(toStream(encode(text)), { headers });
});
