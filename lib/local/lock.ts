import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity } from "./process-identity";

export type Holder = ProcessIdentity & { note: string };
export type Lock = { release: () => void; setNote: (note: string) => void };

let attempts = 0;
const draft = (path: string) => `${path}.${process.pid}-${++attempts}`;

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null; // gone, or cut short by a full disk: nobody holds it
  }
}

function claim(path: string, holder: Holder): boolean {
  const own = draft(path);
  writeFileSync(own, JSON.stringify(holder));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moves a dead holder's file aside; a live one that slipped in meanwhile is put back. */
function discard(path: string): void {
  const aside = draft(path);
  try {
    renameSync(path, aside);
  } catch {
    return; // another process was faster
  }
  const moved = readHolder(aside);
  if (moved && isRunning(moved)) claim(path, moved);
  rmSync(aside, { force: true });
}

/** Takes the lock for this process, or says which living process has it. A dead process's lock is taken over. */
export function tryLock(path: string, note = ""): Lock | Holder {
  mkdirSync(dirname(path), { recursive: true });
  const me = { ...identify(), note };
  for (;;) {
    if (claim(path, me)) break;
    const holder = readHolder(path);
    if (holder && isRunning(holder)) return holder;
    discard(path);
  }
  const setNote = (next: string) => {
    const own = draft(path);
    writeFileSync(own, JSON.stringify({ ...me, note: next }));
    renameSync(own, path);
  };
  return { release: () => rmSync(path, { force: true }), setNote };
}

export const isHolder = (result: Lock | Holder): result is Holder => "pid" in result;

/** Runs `work` while no other process does; waits for the holder up to `waitMs`. */
export async function withLock<T>(path: string, work: () => Promise<T>, waitMs = 60_000): Promise<T> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const lock = tryLock(path);
    if (!isHolder(lock)) return await work().finally(lock.release);
    if (Date.now() > deadline) throw new Error(`Process ${lock.pid} has held ${path} for too long.`);
    await pause(50);
  }
}
