import { setTimeout as sleep } from "node:timers/promises";
import type { WorkerProcess } from "./fleet";
import type { Harness } from "./harness";
import type { Case, Drive } from "./scenarios";
import type { Start, Subject } from "./subject";

/** Long enough for a run that nobody reported on to count as an orphan. */
const orphanSeconds = 180;
/** Long enough for the events that the dead worker was about to send to be free for another. */
const claimSeconds = 40;

const tooMuch = { route: "POST act_*/insights", kind: "too_many_rows", params: { aboveDays: 7 } };

const kindOf = (drive: Drive) => (drive === "split" ? "split" : "");

/** Asks for the sync. False when the worker died before it answered. */
async function trigger(
  { sql }: Harness,
  worker: WorkerProcess,
  drive: Drive,
  subject: Subject,
): Promise<boolean> {
  if (drive === "reconcile") {
    await worker.post("request", { ...subject, isSent: false });
    return (await worker.post("reconcile", { aheadSeconds: orphanSeconds })) !== null;
  }
  if (drive === "refresh") {
    await sql`update connection_secrets set refreshed_at = now() - interval '55 days', expires_at = now() + interval '5 days'
      where connection_id = ${subject.connectionId}`;
  }
  const requested = await worker.post<{ runId: string }>("request", subject);
  if (drive !== "cancel" || !requested) return requested !== null;
  await sleep(300);
  await worker.post("cancel", { ...subject, ...requested });
  return true;
}

/** Kills the worker at one passing of one point, starts another, and waits for the end. Returns what is broken. */
async function crashOnce(
  harness: Harness,
  { point, occurrence, drive }: Case,
  subject: Subject,
): Promise<string[]> {
  const { fleet, settle } = harness;
  const worker = await fleet.start(`${point}@${occurrence}`);
  fleet.prepare();
  const isAsked = await trigger(harness, worker, drive, subject);
  const death = await Promise.race([
    worker.ended,
    settle(worker, [subject]).then(() => sleep(500)),
    sleep(60_000),
  ]);
  if (death !== "SIGKILL") {
    worker.signal("SIGKILL");
    await worker.ended;
    return [`the point was not passed ${occurrence} times`];
  }
  const next = await fleet.start();
  if (!isAsked)
    await next.post(drive === "reconcile" ? "reconcile" : "request", {
      ...subject,
      aheadSeconds: orphanSeconds + claimSeconds,
    });
  const hasEnded = await settle(next, [subject]);
  const broken = hasEnded ? [] : ["the run is stuck"];
  next.signal("SIGKILL");
  await next.ended;
  return broken;
}

export type Verdict = Case & { start: Start; ms: number; broken: string[]; extraCalls: number };

/** Every case once, alternately on an empty and on a stale copy; all cases of one drive after each other. */
export async function enumerate(
  harness: Harness,
  all: Case[],
  tell: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const { world, fleet, makeGolden, newSubject, judge } = harness;
  const account = world.accounts[0] ?? "";
  const verdicts: Verdict[] = [];
  const usual = new Map<string, number>();
  const golden = async (start: Start, kind: string) => {
    await world.provider.control("DELETE", "calls");
    await makeGolden([account], start, kind);
    usual.set(`${start} ${kind}`, await world.countCalls());
  };
  await golden("empty", "");
  if (all.length > 1) await golden("stale", "");
  for (const [index, scenario] of all.entries()) {
    const kind = kindOf(scenario.drive);
    const start: Start = index % 2 === 0 ? "empty" : "stale";
    if (kind) await world.provider.control("POST", "faults", tooMuch);
    if (!usual.has(`${start} ${kind}`)) await golden(start, kind);
    const subject = await newSubject(account, start);
    await world.forgetCalls();
    await world.provider.control("DELETE", "calls");
    const startedAt = Date.now();
    const crashed = await crashOnce(harness, scenario, subject);
    const ms = Date.now() - startedAt;
    const broken = [...crashed, ...(await judge(subject, start, kind))];
    if (kind) await world.provider.control("DELETE", "faults");
    const extraCalls = (await world.countCalls()) - (usual.get(`${start} ${kind}`) ?? 0);
    const following = all[index + 1];
    if (following) fleet.prepare(`${following.point}@${following.occurrence}`);
    const verdict = { ...scenario, start, ms, broken, extraCalls };
    verdicts.push(verdict);
    tell(verdict);
  }
  return verdicts;
}
