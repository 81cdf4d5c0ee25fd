import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";

export type SystemUser = { name: string; uid: number; gid: number };

function readUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length > 3)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0);
}

/**
 * Whom Postgres runs as: null means ourselves. It refuses to run as root, so root lends it an unprivileged user that
 * exists: the owner of data that is already there, else `postgres`, else `nobody`, else any other.
 */
export function chooseUser(data: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readUsers();
  const owner = existsSync(data) ? statSync(data).uid : 0;
  const named = (name: string) => users.find((user) => user.name === name);
  const user = users.find(({ uid }) => uid === owner) ?? named("postgres") ?? named("nobody") ?? users[0];
  if (!user)
    throw new Error("Postgres cannot run as root and this system has no other user: set DATABASE_URL.");
  return user;
}

/** Whether that user may read and enter the folder, permissions of every parent included. */
export function canEnter(user: SystemUser | null, folder: string): boolean {
  if (!user) return true;
  const test = spawnSync("/bin/sh", ["-c", 'cd "$1" && test -x "$1"', "sh", folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: "/",
    stdio: "ignore",
  });
  return test.status === 0;
}
