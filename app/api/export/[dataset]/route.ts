import { MarketDataset, MarketExportQuery } from "@/lib/api/marketplace";
import { notFound } from "@/lib/core/errors";
import { exportMarket } from "@/lib/insights/marketplace/export";
import { encode, fileName, toStream } from "../../to-stream";
import { readQuery, withViewer } from "../../with-viewer";

const types = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

export const GET = withViewer<{ dataset: string }>(async ({ viewer, params, request }) => {
  const dataset = MarketDataset.safeParse(params.dataset);
  if (!dataset.success) throw notFound("The data");
  const query = readQuery(request, MarketExportQuery);
  const text = await exportMarket(viewer, dataset.data, query);
  const headers = {
    "content-type": types[query.format],
    "content-disposition": `attachment; filename="${fileName("freshet", dataset.data)}.${query.format}"`,
  };
  return new Response(toStream(encode(text)), { headers });
});
