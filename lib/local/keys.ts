import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Keys = { FRESHET_KEYS: string; BETTER_AUTH_SECRET: string };

const makeKeys = (): Keys => ({
  FRESHET_KEYS: `local:${randomBytes(32).toString("base64")}`,
  BETTER_AUTH_SECRET: randomBytes(32).toString("base64url"),
});

/** This machine's secrets: made the first time, the same ever after, closed to other users. */
export function readOrMakeKeys(dataDir: string): Keys {
  const file = join(dataDir, "keys.json");
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(makeKeys(), null, 2)}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another start was first: its keys count
    }
    rmSync(draft);
  }
  return JSON.parse(readFileSync(file, "utf8")) as Keys;
}
