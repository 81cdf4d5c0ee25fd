import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOf, isAlive } from "../process-identity";

export type Postmaster = { pid: number; port: number; ready: boolean };

/** What `postmaster.pid` says: line 1 the pid, line 4 the port, line 8 the state. */
export function readPostmaster(data: string): Postmaster | null {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The server that runs on this data now. A file left by a killed server is ignored, even when its pid was reused. */
export function findPostmaster(data: string): Postmaster | null {
  const found = readPostmaster(data);
  if (!found?.pid || !isAlive(found.pid)) return null;
  const command = commandOf(found.pid);
  return command === "" || command.includes(data) ? found : null;
}

/** Postgres refuses to start while the pid in its file lives, whoever that is now. */
export function forgetDeadPostmaster(data: string): void {
  if (!findPostmaster(data)) rmSync(join(data, "postmaster.pid"), { force: true });
}
