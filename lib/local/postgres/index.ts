import { join } from "node:path";
import { withLock } from "../lock";
import { findBinaries } from "./binaries";
import { ensureDatabase, withDatabase } from "./database";
import { initialize, readPassword, superuser } from "./initialize";
import { takeLease } from "./leases";
import { findPlace } from "./place";
import { findPostmaster } from "./postmaster";
import { startServer, stopServer } from "./server";

export type EmbeddedPostgres = {
  /** Superuser URL of the database `freshet` on 127.0.0.1. */
  url: string;
  /** Starts the server again where it died; does nothing while it runs. True when it had died. */
  revive: () => Promise<boolean>;
  /** Gives the server back; the last of its users stops it. */
  stop: () => Promise<void>;
};

type Options = {
  dataDir: string;
  /** False trades safety against power loss for speed: tests only. */
  durable?: boolean;
  say?: (line: string) => void;
};

/**
 * Starts PostgreSQL on data below `dataDir`, creating it the first time, or joins the server that already runs there.
 * The server outlives a killed launcher; the next start joins it. Throws a PostgresError that says what to do.
 */
export async function startPostgres({
  dataDir,
  durable = true,
  say = () => {},
}: Options): Promise<EmbeddedPostgres> {
  const place = findPlace(dataDir, say);
  const lock = join(place.home, "lock");
  return withLock(lock, async () => {
    const binaries = findBinaries(place.home, place.user);
    await initialize(place, binaries, durable);
    const port = await startServer(place, binaries, durable);
    const base = `postgres://${superuser}:${readPassword(place.data)}@127.0.0.1:${port}/postgres`;
    await ensureDatabase(base, "freshet");
    const lease = takeLease(place.home);
    const stop = () =>
      withLock(lock, async () => {
        if (lease.giveBack().isLast) await stopServer(place, binaries);
      });
    const revive = async () => {
      if (findPostmaster(place.data)) return false;
      await withLock(lock, () => startServer(place, binaries, durable));
      return true;
    };
    return { url: withDatabase(base, "freshet"), revive, stop };
  });
}
