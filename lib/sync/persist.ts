import { sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { env } from "@/lib/core/env";
import { invariant } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { rowsOf, type Tx, withWorker } from "@/lib/db/transaction";
import { holdLease } from "./fence";
import { recordProgress } from "./progress";
import { removeSnapshotFiles, writeSnapshotFile } from "./snapshot-file";
import type { Lease } from "./step";

/** Snapshots kept of a connection. */
export const keptSnapshots = 10;

export type Persisted = { bytes: number; sha256: string; pruned: number };

/** Makes one snapshot of the parts, inside Postgres: they never come back here. Null when it was made before. */
async function joinParts(tx: Tx, { runId, connectionId }: Lease, at: Date): Promise<number | null> {
  const [made] = await rowsOf<{ size: number }>(
    tx,
    sql`insert into snapshots (id, workspace_id, connection_id, run_id, bytes, size_bytes, sha256, row_counts, created_at)
      select ${newId()}::uuid, workspace_id, connection_id, run_id, whole, length(whole), encode(sha256(whole), 'hex'), counts,
        ${at.toISOString()}::timestamptz
      from (select workspace_id, connection_id, run_id, string_agg(bytes, ''::bytea order by part) as whole,
          (array_agg(next -> 'rows' order by part desc))[1] as counts
        from snapshot_parts where run_id = ${runId} group by workspace_id, connection_id, run_id
        having bool_or((next ->> 'isDone')::boolean)) p
      on conflict (connection_id, run_id) do nothing returning size_bytes as size`,
  );
  await tx.execute(sql`delete from snapshot_parts where connection_id = ${connectionId}::uuid`);
  return made?.size ?? null;
}

async function prune(tx: Tx, { connectionId }: Lease): Promise<string[]> {
  const rows = await rowsOf<{ run_id: string }>(
    tx,
    sql`delete from snapshots where connection_id = ${connectionId}::uuid and run_id not in (
        select run_id from snapshots where connection_id = ${connectionId}::uuid order by run_id desc limit ${keptSnapshots})
      returning run_id`,
  );
  return rows.map(({ run_id }) => run_id);
}

const inKilobytes = (bytes: number) => `${Math.ceil(bytes / 1_024).toLocaleString("en")} KB`;

/**
 * Keeps the assembled snapshot, prunes older ones and, where a folder is set, writes it as a file. Safe to repeat:
 * a snapshot that was made before stays as it is and its file is written again.
 */
export async function persistSnapshot(lease: Lease, { clock }: { clock: Clock }): Promise<Persisted> {
  const { connectionId, runId } = lease;
  const [stored, pruned] = await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    const size = await joinParts(tx, lease, clock());
    const gone = await prune(tx, lease);
    const [row] = await rowsOf<{ bytes: number; sha256: string }>(
      tx,
      sql`select size_bytes as bytes, sha256 from snapshots where connection_id = ${connectionId}::uuid and run_id = ${runId}`,
    );
    if (size !== null)
      await recordProgress(tx, lease, {
        step: "persist",
        detail: `Snapshot saved: ${inKilobytes(size)} compressed`,
        at: clock(),
      });
    crashpoint("persist: before the commit");
    if (!row) throw invariant("snapshot_parts", "the snapshot was not assembled to its end");
    return [row, gone] as const;
  });
  crashpoint("persist: committed, no file");
  const folder = env().FRESHET_SNAPSHOT_DIR;
  if (folder) {
    await writeSnapshotFile(folder, lease, stored.bytes);
    await removeSnapshotFiles(folder, connectionId, pruned);
  }
  return { ...stored, pruned: pruned.length };
}
