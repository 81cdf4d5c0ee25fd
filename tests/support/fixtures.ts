import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./imports";

/** Recordings of real vendors lie beside the checkout; `FRESHET_FIXTURES` names another place. */
export const fixturesFolder = process.env.FRESHET_FIXTURES ?? join(root, "../shared/fixtures");

/** A recording's text. Where it is not at hand: null, and a loud word about `claim`, which nothing then proves. */
export function readFixture(path: string, claim: string): string | null {
  const file = join(fixturesFolder, path);
  if (existsSync(file)) return readFileSync(file, "utf8");
  console.warn(`SKIPPED: ${claim}. There is no recording at ${file}`);
  return null;
}

/** As `readFixture`, parsed. The caller names the type: it knows the recording. */
export function readJsonFixture<T>(path: string, claim: string): T | null {
  const text = readFixture(path, claim);
  return text === null ? null : (JSON.parse(text) as T);
}
