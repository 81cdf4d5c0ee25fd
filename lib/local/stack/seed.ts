import { spawn } from "node:child_process";
import { root } from "../data-dir";

export type Seeded = {
  email: string;
  password: string;
  /** The first of `firstRunIds`. */
  firstRunId: string | null;
  /** First syncs that have just been asked for, one of each connection never synced. */
  firstRunIds: string[];
};

/** Makes sure the demo workspace exists, in a process with the app's environment. */
export function runSeed(
  env: Record<string, string>,
  print: (name: string, text: string) => void,
): Promise<Seeded> {
  return new Promise((resolve, reject) => {
    const args = ["--conditions=react-server", "--import", "tsx", "lib/local/seed-main.ts"];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => print("seed", String(chunk)));
    child.once("message", (seeded) => resolve(seeded as Seeded));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The demo workspace could not be made (exit ${code}).`)));
  });
}
