import "server-only";
import { sql } from "drizzle-orm";
import { invariant } from "@/lib/core/errors";
import { rowsOf, type Tx } from "./transaction";

const pieceBytes = 1_000_000;

type Piece = { connectionId: string; runId: string; from: number; length: number };

/** Up to a megabyte of a stored snapshot from offset `from` on. Throws when the snapshot is gone. */
export async function readSnapshotBytes(
  tx: Tx,
  { connectionId, runId, from, length }: Piece,
): Promise<Buffer> {
  const [row] = await rowsOf<{ piece: Buffer }>(
    tx,
    sql`select substring(bytes from ${from + 1} for ${Math.min(length, pieceBytes)}) as piece
      from snapshots where connection_id = ${connectionId}::uuid and run_id = ${runId}`,
  );
  if (!row || row.piece.length === 0)
    throw invariant("snapshot_gone", "the snapshot was removed while it was read");
  return row.piece;
}
