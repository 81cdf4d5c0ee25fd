import { copyFileSync, existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

type Link = { source: string; target: string };

/**
 * Creates the library links a package tarball cannot carry, from `pg-symlinks.json`. Does nothing when they are there;
 * install scripts that would do it may have been skipped. Throws when the folder cannot be written.
 */
export function hydrateSymlinks(native: string): number {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return 0;
  const links = JSON.parse(readFileSync(list, "utf8")) as Link[];
  return links.filter(({ source, target }) => restore(join(native, "..", source), join(native, "..", target)))
    .length;
}

function restore(source: string, target: string): boolean {
  if (existsSync(target)) return false;
  if (lstatSync(target, { throwIfNoEntry: false })) rmSync(target, { force: true });
  try {
    if (dirname(source) !== dirname(target)) copyFileSync(source, target);
    else symlinkSync(basename(source), target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM") throw error;
    copyFileSync(source, target); // Windows without the right to create links
  }
  return true;
}
