import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { readSnapshotBytes } from "@/lib/db/snapshot-bytes";
import { withWorker } from "@/lib/db/transaction";
import type { Lease } from "./step";

const fileOf = (folder: string, connectionId: string, runId: string) =>
  join(folder, connectionId, `${runId}.json.gz`);

/** Writes a stored snapshot to `<folder>/<connection>/<run>.json.gz`, all of it or nothing. */
export async function writeSnapshotFile(folder: string, lease: Lease, size: number): Promise<void> {
  const { connectionId, runId } = lease;
  await mkdir(join(folder, connectionId), { recursive: true });
  const target = fileOf(folder, connectionId, runId);
  const temporary = `${target}.${process.pid}.tmp`;
  const file = await open(temporary, "w");
  try {
    const read = (from: number, length: number) =>
      withWorker(lease, (tx) => readSnapshotBytes(tx, { connectionId, runId, from, length }));
    for (let from = 0; from < size; ) {
      const piece = await read(from, size - from);
      await file.write(piece);
      from += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
}

/** Removes the files of snapshots that were pruned; one that is missing is fine. */
export async function removeSnapshotFiles(
  folder: string,
  connectionId: string,
  runIds: string[],
): Promise<void> {
  await Promise.all(runIds.map((runId) => rm(fileOf(folder, connectionId, runId), { force: true })));
}
