import { spawn } from "node:child_process";
import { explain, explainSpawn } from "./errors";
import type { SystemUser } from "./system-user";

/** How every Postgres program is started: as the cluster's user, free of `PG*` settings of ours, in one language. */
export function spawnOptions(user: SystemUser | null, cwd: string) {
  const { PATH, SystemRoot, TEMP } = process.env;
  const kept = Object.fromEntries(Object.entries({ PATH, SystemRoot, TEMP }).filter(([, value]) => value));
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  // Next narrows ProcessEnv to require NODE_ENV; a database needs none.
  return { cwd, env: { ...kept, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv, ...identity };
}

type Program = { path: string; args: string[]; user: SystemUser | null; cwd: string; what: string };

/** Runs a program to its end. Throws what it printed, explained, unless it succeeds. */
export function runProgram({ path, args, user, cwd, what }: Program): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(path, args, { ...spawnOptions(user, cwd), stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => reject(explainSpawn(error)));
    child.once("close", (code) => (code === 0 ? resolve() : reject(explain(what, output))));
  });
}
