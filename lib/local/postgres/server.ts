import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../free-port";
import type { Binaries } from "./binaries";
import { explain, explainSpawn, PostgresError } from "./errors";
import type { Place } from "./place";
import { findPostmaster, forgetDeadPostmaster, readPostmaster } from "./postmaster";
import { runProgram, spawnOptions } from "./run-program";
import { settings } from "./settings";

const portFile = (home: string) => join(home, "port");
const logFile = (home: string) => join(home, "postgres.log");
/** Reasons that pass: another program took the port meanwhile; children of a killed server are still ending. */
const passing = /could not bind|Address already in use|shared memory block|lock file "postmaster.pid"/;

function openLog(home: string): { log: number; from: number } {
  const path = logFile(home);
  const isLong = existsSync(path) && statSync(path).size > 5_000_000;
  const log = openSync(path, isLong ? "w" : "a", 0o600);
  return { log, from: statSync(path).size };
}

/** Starts the server away from our terminal's signals; null when it ended for a reason that passes. */
async function launch(
  place: Place,
  binaries: Binaries,
  port: number,
  durable: boolean,
): Promise<number | null> {
  const { home, data, user } = place;
  const { log, from } = openLog(home);
  const args = ["-D", data, ...settings(port, durable)];
  const child = spawn(binaries.postgres, args, {
    ...spawnOptions(user, home),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let failure: NodeJS.ErrnoException | undefined;
  child.once("error", (error) => (failure = error));
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (failure) throw explainSpawn(failure);
    if (child.exitCode !== null || child.signalCode !== null) {
      const printed = readFileSync(logFile(home), "utf8").slice(from);
      if (passing.test(printed)) return null;
      throw explain("did not start", printed);
    }
    const postmaster = readPostmaster(data);
    if (postmaster?.ready && postmaster.pid === child.pid) return port;
    await pause(10);
  }
  throw new PostgresError(`Embedded Postgres was not ready within 30 seconds: look at ${logFile(home)}.`);
}

async function untilReady(data: string): Promise<number | null> {
  for (let left = 300; left > 0; left--) {
    const running = findPostmaster(data);
    if (!running) return null;
    if (running.ready) return running.port;
    await pause(100);
  }
  throw new PostgresError(`The Postgres of ${data} runs but does not become ready.`);
}

/** The port of the server on this data: the one that already runs, else a new one on the port it had before. */
export async function startServer(place: Place, binaries: Binaries, durable: boolean): Promise<number> {
  const { home, data } = place;
  const running = await untilReady(data);
  if (running) return running;
  const before = existsSync(portFile(home)) ? Number(readFileSync(portFile(home), "utf8")) : undefined;
  for (let tries = 0; tries < 25; tries++) {
    forgetDeadPostmaster(data);
    const port = await launch(place, binaries, await freePort(before), durable);
    if (port) {
      writeFileSync(portFile(home), `${port}\n`);
      return port;
    }
    await pause(200);
  }
  throw new PostgresError(`Embedded Postgres cannot start on ${data}: look at ${logFile(home)}.`);
}

/** Ends the server on this data, connected clients included; quiet when none runs. */
export async function stopServer({ home, data, user }: Place, binaries: Binaries): Promise<void> {
  if (!findPostmaster(data)) return;
  const args = (mode: string) => ["stop", "-D", data, "-m", mode, "-w", "-t", "15"];
  const stop = (mode: string) =>
    runProgram({ path: binaries.pgCtl, args: args(mode), user, cwd: home, what: "did not stop" });
  await stop("fast").catch(() => (findPostmaster(data) ? stop("immediate") : undefined));
}
