import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Everything a laptop keeps: the database, generated keys, the simulators' state. `FRESHET_DATA_DIR` moves it. */
export function dataDir(...below: string[]): string {
  const base = resolve(root, process.env.FRESHET_DATA_DIR || ".freshet");
  const path = join(base, ...below);
  for (const folder of new Set([base, path])) openFolder(folder);
  return path;
}

/** A folder others may pass through but not list: Postgres may run as another user below it. */
export function openFolder(path: string): void {
  if (mkdirSync(path, { recursive: true })) chmodSync(path, 0o711);
}
