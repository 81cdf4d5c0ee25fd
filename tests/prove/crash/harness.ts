import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { startInngestServer } from "@/lib/local/inngest";
import { findFreePort } from "../../support/inngest-process";
import { checkRuns, isActive } from "./check-run";
import { findDifferences, hashOf, takeFingerprint } from "./fingerprint";
import { createFleet, type Fleet, type WorkerProcess } from "./fleet";
import type { Start, Subject } from "./subject";
import { createWorld } from "./world";

/** An event that a crash left behind, claimed or not, is sent by the reconciler: here after a second, in production after a minute. */
const aheadSeconds = 40;
const stuckMs = 90_000;

/** Retries come sooner than Inngest's 15 s, and later each time, so that five of them outlast a few crashes. */
const backoffMs = (attempt: number) => [100, 400, 1_500, 4_000][attempt] ?? 8_000;

/** An event that comes before the functions are known starts nothing, as with any Inngest server. */
async function introduce(fleet: Fleet): Promise<void> {
  const worker = await fleet.start();
  await fetch(`${fleet.url}/api/inngest`, { method: "PUT" });
  worker.signal("SIGKILL");
  await worker.ended;
}

/** A database, an Inngest server, a frozen simulator, and worker processes that may be killed. */
export async function startHarness() {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} });
  const world = await createWorld(sql);
  const port = await findFreePort();
  const inngest = await startInngestServer({
    databaseUrl,
    port: 0,
    appUrls: [`http://127.0.0.1:${port}/api/inngest`],
    schema: `inngest_crash_${port}`,
    backoffMs,
    log: () => {},
  });
  process.env.INNGEST_BASE_URL = inngest.url;
  const fleet = createFleet(port);
  await introduce(fleet);
  const golden = new Map<string, { subject: Subject; hash: string; print: Record<string, string[]> }>();

  /** Waits until the runs have ended; reconciles meanwhile. False when one is stuck. */
  const settle = async (worker: WorkerProcess, subjects: Subject[]): Promise<boolean> => {
    const deadline = Date.now() + stuckMs;
    for (let looks = 1; ; looks += 1) {
      const active = await Promise.all(subjects.map(({ connectionId }) => isActive(sql, connectionId)));
      if (!active.includes(true)) return true;
      if (Date.now() > deadline) return false;
      if (looks % 10 === 0) await worker.post("reconcile", { aheadSeconds });
      await sleep(100);
    }
  };

  const keyOf = (account: string, start: Start, kind: string) => `${account} ${start} ${kind}`;

  /** Syncs accounts undisturbed: what every disturbed sync is compared with. `kind` names a world with a fault. */
  const makeGolden = async (accounts: string[], start: Start, kind = "") => {
    const missing = accounts.filter((account) => !golden.has(keyOf(account, start, kind)));
    const worker = await fleet.start();
    await world.forgetCalls();
    const subjects: Subject[] = [];
    for (const account of missing) {
      const subject = await world.subject(account, start, golden.get(keyOf(account, "empty", ""))?.subject);
      subjects.push(subject);
      await worker.post("request", subject);
    }
    if (!(await settle(worker, subjects))) throw new Error("an undisturbed sync did not end");
    for (const subject of subjects) {
      const print = await takeFingerprint(sql, subject.connectionId);
      golden.set(keyOf(subject.account, start, kind), { subject, print, hash: hashOf(print) });
    }
    worker.signal("SIGKILL");
    await worker.ended;
    return subjects;
  };

  /** The broken promises of a subject whose run has ended. */
  const judge = async (subject: Subject, start: Start, kind = ""): Promise<string[]> => {
    const expected = golden.get(keyOf(subject.account, start, kind));
    if (!expected) throw new Error(`there is no undisturbed run of ${subject.account}`);
    const found = await takeFingerprint(sql, subject.connectionId);
    const broken = await checkRuns(sql, subject.connectionId);
    return [...broken, ...findDifferences(expected.print, found)];
  };

  return {
    sql,
    world,
    inngest,
    fleet,
    settle,
    makeGolden,
    judge,
    hashes: () => [...golden.values()].map(({ hash }) => hash),
    newSubject: (account: string, start: Start) =>
      world.subject(account, start, golden.get(keyOf(account, "empty", ""))?.subject),
    stop: async () => {
      await fleet.stop();
      await inngest.stop();
      await world.stop();
      await sql.end();
    },
  };
}
export type Harness = Awaited<ReturnType<typeof startHarness>>;
