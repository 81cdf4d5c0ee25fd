import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identify, isRunning, type ProcessIdentity } from "../process-identity";

let taken = 0;

function isLive(file: string): boolean {
  try {
    return isRunning(JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity);
  } catch {
    return false; // given back, or its process was killed while writing
  }
}

/** Notes that this process uses the cluster. `giveBack` says whether nobody is left who does. Call both under the lock. */
export function takeLease(home: string): { giveBack: () => { isLast: boolean } } {
  const folder = join(home, "users");
  mkdirSync(folder, { recursive: true });
  const own = join(folder, `${process.pid}-${++taken}.json`);
  writeFileSync(own, JSON.stringify(identify()));
  const giveBack = () => {
    rmSync(own, { force: true });
    const others = readdirSync(folder).map((name) => join(folder, name));
    for (const dead of others.filter((file) => !isLive(file))) rmSync(dead, { force: true });
    return { isLast: readdirSync(folder).length === 0 };
  };
  return { giveBack };
}
