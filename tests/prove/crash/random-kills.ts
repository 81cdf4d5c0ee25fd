import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import type { Harness } from "./harness";
import type { Start, Subject } from "./subject";

export type RandomKills = {
  kills: number;
  runs: number;
  equal: number;
  mostPerRun: number;
  broken: string[];
};

/** A worker lives this long before it is killed. */
const shortestMs = 150;
const longestMs = 2_500;
const together = 6;

/** Numbers in [0, 1) that only depend on the seed. */
function createRandom(seed: number): () => number {
  const numbers = fc.sample(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    seed,
    numRuns: 5_000,
  });
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0.5;
}

/** Syncs several accounts at once, half of them first syncs, and kills the worker again and again until all have ended. */
export async function killAtRandom(
  { world, fleet, makeGolden, newSubject, judge, settle }: Harness,
  { kills, seed, tell }: { kills: number; seed: number; tell: (line: string) => void },
): Promise<RandomKills> {
  const random = createRandom(seed);
  const accounts = world.accounts.slice(0, together);
  await makeGolden(accounts, "empty");
  await makeGolden(accounts, "stale");
  const total: RandomKills = { kills: 0, runs: 0, equal: 0, mostPerRun: 0, broken: [] };
  while (total.kills < kills) {
    await world.forgetCalls();
    const subjects: (Subject & { start: Start })[] = [];
    for (const [index, account] of accounts.entries()) {
      const start: Start = (index + total.runs) % 2 === 0 ? "empty" : "stale";
      subjects.push({ ...(await newSubject(account, start)), start });
    }
    let worker = await fleet.start();
    const waiting = [...subjects];
    let killed = 0;
    for (;;) {
      fleet.prepare();
      const mayLiveMs = shortestMs + random() * (longestMs - shortestMs);
      const alive = sleep(mayLiveMs);
      while (waiting[0] && (await worker.post("request", waiting[0]))) waiting.shift();
      const isOver = await Promise.race([alive.then(() => false), settle(worker, subjects)]);
      if ((isOver && waiting.length === 0) || total.kills + killed >= kills) break;
      worker.signal("SIGKILL");
      await worker.ended;
      killed += 1;
      worker = await fleet.start();
    }
    const hasEnded = await settle(worker, subjects);
    worker.signal("SIGKILL");
    await worker.ended;
    const broken = hasEnded ? [] : ["a run is stuck"];
    for (const subject of subjects) {
      const found = await judge(subject, subject.start);
      if (found.length === 0) total.equal += 1;
      broken.push(...found.map((text) => `${subject.account} (${subject.start}): ${text}`));
    }
    total.kills += killed;
    total.runs += subjects.length;
    total.mostPerRun = Math.max(total.mostPerRun, killed);
    total.broken.push(...broken);
    tell(`${broken.length === 0 ? "ok    " : "BROKEN"}  ${total.kills} kills, ${total.runs} syncs`);
  }
  return total;
}
