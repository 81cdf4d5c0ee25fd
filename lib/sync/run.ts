import { getAccess } from "@/lib/connections/access";
import { crashpoint } from "@/lib/core/crashpoint";
import { toAppError } from "@/lib/core/errors";
import { phaseGroups } from "@/lib/domain/phase";
import { type BeginInput, type Begun, beginRun, type PlannedStep } from "./begin";
import type { RunError } from "./finish";
import { lookForAccounts } from "./look-for-accounts";
import { providerOf } from "./provider-of";
import { giveUpSlice, type SliceOutcome } from "./react-to";
import { endRun, type Settled, settle } from "./settle";
import type { Lease, Step } from "./step";
import { takeSnapshot } from "./take-snapshot";
import { type SliceDeps, workSlice } from "./work-slice";

export type RunDeps = SliceDeps;
export type RunResult = Exclude<Settled, { state: "snapshot" }> | { state: "skipped"; reason: string };

/** Slices of parallel phases run in this many chains; vendors dislike more at once from one customer. */
const maxChains = 4;
const maxTurns = 200;

type Stopped = Extract<SliceOutcome, { state: "stopped" }>;

async function authorise(input: BeginInput, { clock }: RunDeps): Promise<Begun & { stopped?: RunError }> {
  await lookForAccounts(input, clock);
  const begun = await beginRun(input, clock);
  if (!begun.go) return begun;
  crashpoint("begin: committed");
  try {
    const provider = await providerOf(begun.lease);
    await getAccess({ scope: begun.lease, provider, clock });
    return begun;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.retry === "now") throw error;
    return { ...begun, stopped: { code: error.code, message: error.message, fix: error.fix ?? null } };
  }
}

/** A slice in a chain's queue: how often it was worked on, and when its answer is expected. */
type Task = { slice: PlannedStep; turn: number; notBefore: string | null };

async function takeTurn(
  step: Step,
  lease: Lease,
  { slice, turn, notBefore }: Task,
  deps: RunDeps,
): Promise<SliceOutcome> {
  const suffix = turn === 1 ? "" : ` (${turn})`;
  if (turn > maxTurns) return { state: "failed", code: "internal" };
  try {
    return await step.run(`${slice.key}${suffix}`, () => workSlice(lease, slice.position, deps, notBefore));
  } catch {
    // The executor has no retry left. Its error is a copy without our class; the slice keeps the real one.
    await step.run(`give up ${slice.key}${suffix}`, () => giveUpSlice(lease, slice.position, deps.clock()));
    return { state: "failed", code: "internal" };
  }
}

/** Works a chain off. A slice whose answer is still being prepared goes to the end of the queue: others are read meanwhile. */
async function runChain(
  step: Step,
  lease: Lease,
  slices: PlannedStep[],
  deps: RunDeps,
): Promise<Stopped | null> {
  const queue: Task[] = slices.map((slice) => ({ slice, turn: 1, notBefore: null }));
  for (let task = queue.shift(); task; task = queue.shift()) {
    const outcome = await takeTurn(step, lease, task, deps);
    if (outcome.state === "stopped") return outcome;
    const again = { ...task, turn: task.turn + 1, notBefore: null };
    if (outcome.state === "more") queue.unshift(again);
    if (outcome.state === "later") queue.push({ ...again, notBefore: outcome.until });
    if (outcome.state === "wait") {
      await step.sleepUntil(`wait ${task.slice.key} (${task.turn})`, new Date(outcome.until));
      queue.unshift(again);
    }
  }
  return null;
}

/** Static chains: which slice runs where does not depend on timing, so a replay takes the same steps. */
const chainsOf = (slices: PlannedStep[]): PlannedStep[][] =>
  Array.from({ length: Math.min(maxChains, slices.length) }, (_, chain) =>
    slices.filter((_slice, index) => index % maxChains === chain),
  );

async function runPhases(
  step: Step,
  lease: Lease,
  slices: PlannedStep[],
  deps: RunDeps,
): Promise<Stopped | null> {
  for (const group of phaseGroups) {
    const members = slices.filter(({ phase }) => (group as readonly string[]).includes(phase));
    const outcomes = await Promise.all(chainsOf(members).map((chain) => runChain(step, lease, chain, deps)));
    const stopped = outcomes.find((outcome) => outcome !== null);
    if (stopped) return stopped;
  }
  return null;
}

/**
 * One sync from authorise to done, on any executor that has steps. Safe to call again at any time: what is written
 * is idempotent, fenced and checkpointed. Large plans return `continue` with the part that goes on.
 */
export async function runSync(input: BeginInput, step: Step, deps: RunDeps): Promise<RunResult> {
  const begun = await step.run("1/6 authorise", () => authorise(input, deps));
  if (!begun.go) return { state: "skipped", reason: begun.reason };
  const { lease, slices, stopped } = begun;
  const stop = stopped ?? (await runPhases(step, lease, slices, deps));
  if (stop?.code.startsWith("cancelled")) return { state: "ended", status: "cancelled" };
  const error = stop ? { code: stop.code, message: stop.message, fix: stop.fix } : undefined;
  const settled = await step.run("finish", () =>
    settle(lease, { part: input.part, error, clock: deps.clock }),
  );
  if (settled.state !== "snapshot") return settled;
  const taken = await takeSnapshot(step, lease, deps);
  if (taken.state === "stopped") return { state: "ended", status: "cancelled" };
  return step.run("finish after snapshot", () => endRun(lease, deps));
}
