import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "../../support/inngest-process";
import { type Fingerprint, takeFingerprint } from "./fingerprint";
import { createFleet, type Fleet, type WorkerProcess } from "./fleet";
import type { Harness } from "./harness";
import type { Start, Subject } from "./subject";

/** Where a worker freezes while it works on several runs: some of them hold a transaction open then. */
const places = ["call: answered@9", "page: rows written@6", "page: committed@14", "call: before it@20"];
const together = 5;
const patienceMs = 120_000;

export type Zombies = { frozen: number; written: number; secondsUntilDone: number[]; broken: string[] };

/** Tells the Inngest server where the app answers now. */
const register = ({ url }: Fleet) => fetch(`${url}/api/inngest`, { method: "PUT" });

/**
 * Makes the frozen worker's runs look silent for three minutes, as they would be then, and reconciles as the cron would,
 * until all were given away. Those that a transaction of the frozen one still holds come later.
 */
async function takeOver({ sql }: Harness, heir: WorkerProcess, ids: string[]): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    await sql`update sync_runs set heartbeat_at = now() - interval '3 minutes', queued_at = now() - interval '4 minutes' where id in
      (select id from sync_runs where connection_id = any(${ids}::uuid[]) and part = 1 for update skip locked)`;
    await heir.post("reconcile", { aheadSeconds: 0 });
    const left = await sql`select 1 from sync_runs where connection_id = any(${ids}::uuid[]) and part = 1`;
    if (left.length === 0) return true;
    await sleep(1_000);
  }
  return false;
}

const same = (a: Fingerprint[], b: Fingerprint[]) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Freezes a worker that works on five runs, lets a reconciler give them to another worker that completes them, and
 * thaws it. Whatever the frozen one still does must not change a row.
 */
export async function freezeAndThaw(
  harness: Harness,
  { zombies, tell }: { zombies: number; tell: (line: string) => void },
): Promise<Zombies> {
  const { sql, world, fleet, settle, judge, newSubject, makeGolden } = harness;
  const accounts = world.accounts.slice(0, together);
  await makeGolden(accounts, "empty");
  await makeGolden(accounts, "stale");
  const others = createFleet(await findFreePort());
  const total: Zombies = { frozen: 0, written: 0, secondsUntilDone: [], broken: [] };
  const look = async (subjects: Subject[]) => {
    const prints: Fingerprint[] = [];
    for (const { connectionId } of subjects) {
      const events =
        await sql`select e.run_id, count(*) from sync_events e join sync_runs r on r.id = e.run_id
        where r.connection_id = ${connectionId} group by e.run_id`;
      prints.push({
        ...(await takeFingerprint(sql, connectionId)),
        events: events.map((row) => JSON.stringify(row)),
      });
    }
    return prints;
  };
  for (let round = 0; total.frozen < zombies; round += 1) {
    const place = places[round % places.length] ?? "";
    await world.forgetCalls();
    others.prepare();
    const subjects: (Subject & { start: Start })[] = [];
    for (const [index, account] of accounts.entries()) {
      const start: Start = (index + round) % 2 === 0 ? "empty" : "stale";
      subjects.push({ ...(await newSubject(account, start)), start });
    }
    const zombie = await fleet.start(`${place}:stop`);
    await register(fleet);
    await Promise.race([
      Promise.all(subjects.map((subject) => zombie.post("request", subject))),
      sleep(2_000),
    ]);
    await sleep(2_000);
    const frozenAt = Date.now();
    const heir = await others.start();
    await register(others);
    for (const subject of subjects) await heir.post("request", subject);
    const ids = subjects.map(({ connectionId }) => connectionId);
    const isTaken = await takeOver(harness, heir, ids);
    const hasEnded = isTaken && (await settle(heir, subjects));
    const seconds = (Date.now() - frozenAt) / 1_000;
    const broken = hasEnded ? [] : ["runs are stuck behind the frozen worker"];
    for (const subject of subjects) broken.push(...(await judge(subject, subject.start)));
    const before = await look(subjects);
    zombie.signal("SIGCONT");
    await sleep(3_000);
    if (!same(before, await look(subjects))) {
      total.written += 1;
      broken.push("the thawed worker changed rows");
    }
    for (const worker of [zombie, heir]) worker.signal("SIGKILL");
    await Promise.all([zombie.ended, heir.ended]);
    total.frozen += subjects.length;
    total.secondsUntilDone.push(seconds);
    total.broken.push(...broken.map((text) => `${place}: ${text}`));
    const verdict = broken.length === 0 ? "ok    " : `BROKEN ${broken.join("; ").slice(0, 400)}`;
    tell(
      `${verdict}  ${subjects.length} runs frozen at ${place}, completed by another in ${seconds.toFixed(1)} s`,
    );
  }
  await others.stop();
  return total;
}
