import { SnapshotQuery } from "@/lib/api/snapshot";
import { getSnapshot } from "@/lib/insights/snapshot";
import { fileName, toStream } from "../../../to-stream";
import { readQuery, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const { syncId, download } = readQuery(request, SnapshotQuery);
  const snapshot = await getSnapshot(viewer, params.connectionId, syncId);
  const headers = new Headers({
    "x-sync-id": snapshot.runId,
    "last-modified": snapshot.createdAt.toUTCString(),
  });
  const body = toStream(snapshot.read());
  if (download === "1") {
    headers.set("etag", `"${snapshot.sha256}"`);
    headers.set("content-type", "application/gzip");
    headers.set("content-disposition", `attachment; filename="snapshot-${fileName(snapshot.runId)}.json.gz"`);
    return new Response(body, { headers });
  }
  headers.set("content-type", "application/json");
  // Next takes a Content-Encoding of ours off and compresses as the caller asks.
  const unzip: ReadableWritablePair = new DecompressionStream("gzip");
  return new Response(body.pipeThrough(unzip), { headers });
});
