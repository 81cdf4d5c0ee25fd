import { createHash } from "node:crypto";
import { accessSync, chownSync, constants, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "../data-dir";
import { PostgresError } from "./errors";
import { canEnter, chooseUser, type SystemUser } from "./system-user";

/** Where a cluster lives and whom it runs as (null: ourselves). */
export type Place = { home: string; data: string; user: SystemUser | null };

const at = (home: string, user: SystemUser | null): Place => ({ home, data: join(home, "data"), user });

/**
 * The cluster's folder below `dataDir`; for root another one where the checkout is closed to the user Postgres has to run
 * as (a project under /root). The same `dataDir` always leads to the same place.
 */
export function findPlace(dataDir: string, say: (line: string) => void): Place {
  const home = join(dataDir, "postgres");
  const user = chooseUser(join(home, "data"));
  openFolder(dataDir);
  openFolder(home);
  refuseForeign(home);
  if (canEnter(user, home)) return at(home, user);
  const name = `freshet-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`;
  for (const parent of ["/var/lib", tmpdir()]) {
    const other = join(parent, name);
    try {
      openFolder(other);
    } catch {
      continue; // a read-only system: try the next
    }
    const owner = chooseUser(join(other, "data"));
    if (!canEnter(owner, other)) continue;
    say(`Postgres runs as user ${owner?.name}, who cannot enter ${home}: its data is in ${other}.`);
    return at(other, owner);
  }
  throw new PostgresError(
    `User ${user?.name} cannot enter ${home}: set FRESHET_DATA_DIR to a folder it can, or DATABASE_URL.`,
  );
}

/** A folder only the cluster's user may open. */
export function privateFolder(path: string, user: SystemUser | null): void {
  mkdirSync(path, { mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
}

/** Somebody else's cluster, started once by root or by another account. */
function refuseForeign(home: string): void {
  try {
    accessSync(home, constants.W_OK);
  } catch (cause) {
    throw new PostgresError(`${home} belongs to another user: set FRESHET_DATA_DIR or DATABASE_URL.`, {
      cause,
    });
  }
}
