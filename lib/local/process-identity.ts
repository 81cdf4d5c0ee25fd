import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process told apart from a later one that was given the same pid. */
export type ProcessIdentity = { pid: number; startedAt: string };

/** Whether a process with this pid exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const ask = (pid: number, column: string) =>
  spawnSync("ps", ["-p", String(pid), "-o", `${column}=`], { encoding: "utf8" }).stdout?.trim() ?? "";

function startOf(pid: number): string {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return ask(pid, "lstart");
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return ""; // it ended while we looked
  }
}

/** The command line of a process; empty when it is gone or the platform does not tell. */
export function commandOf(pid: number): string {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return ask(pid, "command");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // it ended while we looked
  }
}

export const identify = (pid: number = process.pid): ProcessIdentity => ({ pid, startedAt: startOf(pid) });

export const isRunning = ({ pid, startedAt }: ProcessIdentity): boolean =>
  isAlive(pid) && startOf(pid) === startedAt;
