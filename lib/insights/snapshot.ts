import "server-only";
import { sql } from "drizzle-orm";
import { isId } from "@/lib/connections/is-id";
import { notFound } from "@/lib/core/errors";
import { readSnapshotBytes } from "@/lib/db/snapshot-bytes";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";

export type StoredSnapshot = {
  runId: string;
  sha256: string;
  sizeBytes: number;
  createdAt: Date;
  /** The gzip bytes, a megabyte at a time. */
  read: () => AsyncGenerator<Uint8Array>;
};

type Row = { run_id: string; sha256: string; size_bytes: number; created_at: string };

/** A connection's newest snapshot, or that of one run. 404 when there is none. */
export async function getSnapshot(
  viewer: { workspaceId: string },
  connectionId: string,
  syncId?: string,
): Promise<StoredSnapshot> {
  if (!isId(connectionId)) throw notFound("The connection");
  const [found] = await withWorkspace(viewer, (tx) =>
    rowsOf<Row>(
      tx,
      sql`select run_id, sha256, size_bytes, created_at from snapshots where connection_id = ${connectionId}::uuid
        ${syncId ? sql`and run_id = ${syncId}` : sql``} order by run_id desc limit 1`,
    ),
  );
  if (!found) throw notFound("The snapshot");
  const { run_id: runId, sha256, size_bytes: sizeBytes } = found;
  async function* read(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < sizeBytes; ) {
      const place = { connectionId, runId, from, length: sizeBytes - from };
      const piece = await withWorkspace(viewer, (tx) => readSnapshotBytes(tx, place));
      yield piece;
      from += piece.length;
    }
  }
  return { runId, sha256, sizeBytes, createdAt: new Date(found.created_at), read };
}
