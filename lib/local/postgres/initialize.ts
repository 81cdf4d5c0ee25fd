import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries";
import { PostgresError } from "./errors";
import { type Place, privateFolder } from "./place";
import { runProgram } from "./run-program";

export const superuser = "freshet";
const major = "18";
const passwordFile = (data: string) => join(data, "freshet.password");

export const readPassword = (data: string) => readFileSync(passwordFile(data), "utf8").trim();

function isInitialized({ data }: Place): boolean {
  const version = join(data, "PG_VERSION");
  if (!existsSync(version)) return false;
  const found = readFileSync(version, "utf8").trim();
  if (found === major && existsSync(passwordFile(data))) return true;
  throw new PostgresError(
    `${data} holds data of Postgres ${found} that is not ours: set FRESHET_DATA_DIR or DATABASE_URL.`,
  );
}

/** Creates the cluster's files unless they exist. A half-made cluster never counts: it gets its name when it is whole. */
export async function initialize(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  if (isInitialized(place)) return;
  const { home, data, user } = place;
  for (const left of readdirSync(home).filter((name) => name.startsWith("draft-")))
    rmSync(join(home, left), { recursive: true, force: true });
  const draft = join(home, `draft-${process.pid}`);
  const secret = join(home, `draft-${process.pid}.password`);
  privateFolder(draft, user);
  writeFileSync(secret, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  if (user) chownSync(secret, user.uid, user.gid);
  const args = [
    ...["-D", draft, "-U", superuser, `--pwfile=${secret}`, "--auth=scram-sha-256", "--encoding=UTF8"],
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...(durable ? [] : ["--no-sync"]),
  ];
  await runProgram({ path: binaries.initdb, args, user, cwd: home, what: "could not create its files" });
  renameSync(secret, passwordFile(draft));
  rmSync(data, { recursive: true, force: true });
  renameSync(draft, data);
}
