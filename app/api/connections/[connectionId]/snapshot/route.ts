import { SnapshotQuery } from "@/lib/api/snapshot";
import { getSnapshot } from "@/lib/insights/snapshot";
import { fileName, toStream } from "../../../to-stream";
import { readQuery, withViewer } from "../../../with-viewer";

const takesGzip = (request: Request) => /\bgzip\b|\*/.test(request.headers.get("accept-encoding") ?? "gzip");

export const GET = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const { syncId, download } = readQuery(request, SnapshotQuery);
  const snapshot = await getSnapshot(viewer, params.connectionId, syncId);
  const headers = new Headers({
    etag: `"${snapshot.sha256}"`,
    "x-sync-id": snapshot.runId,
    "last-modified": snapshot.createdAt.toUTCString(),
    vary: "accept-encoding",
    // Next would compress it once more.
    "cache-control": "private, no-store, no-transform",
  });
  const body = toStream(snapshot.read());
  if (download === "1") {
    const name = `${fileName("snapshot", snapshot.runId)}.json.gz`;
    headers.set("content-type", "application/gzip");
    headers.set("content-length", String(snapshot.sizeBytes));
    headers.set("content-disposition", `attachment; filename="${name}"`);
    return new Response(body, { headers });
  }
  headers.set("content-type", "application/json");
  if (!takesGzip(request)) {
    const unzip: ReadableWritablePair = new DecompressionStream("gzip");
    return new Response(body.pipeThrough(unzip), { headers });
  }
  headers.set("content-encoding", "gzip");
  return new Response(body, { headers });
});
