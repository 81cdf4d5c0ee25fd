import { getAccess } from "@/lib/connections/access";
import { AppError, toAppError } from "@/lib/core/errors";
import { phaseGroups } from "@/lib/domain/phase";
import { type BeginInput, type Begun, beginRun, type PlannedStep } from "./begin";
import { finishRun, type RunError } from "./finish";
import { handOver } from "./hand-over";
import { providerOf } from "./provider-of";
import { giveUpSlice, type SliceOutcome } from "./react-to";
import type { Lease, Step } from "./step";
import { type SliceDeps, workSlice } from "./work-slice";

export type RunDeps = SliceDeps;
export type RunResult =
  | { state: "ended"; status: string | null }
  | { state: "continue"; part: number }
  | { state: "skipped"; reason: string };

/** Slices of parallel phases run in this many chains; vendors dislike more at once from one customer. */
const maxChains = 4;
/** Slices one call of the durable function works on; a larger plan goes on in a further call. */
const maxSlicesPerPart = 40;
const maxTurns = 200;

type Stopped = Extract<SliceOutcome, { state: "stopped" }>;

async function authorise(input: BeginInput, { clock }: RunDeps): Promise<Begun & { stopped?: RunError }> {
  const begun = await beginRun(input, clock);
  if (!begun.go) return begun;
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

async function runSlice(
  step: Step,
  lease: Lease,
  slice: PlannedStep,
  deps: RunDeps,
): Promise<Stopped | null> {
  const work = () => workSlice(lease, slice.position, deps);
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const suffix = turn === 1 ? "" : ` (${turn})`;
    let outcome: SliceOutcome;
    try {
      outcome = await step.run(`${slice.key}${suffix}`, work);
    } catch (thrown) {
      // The executor has no retry left; its error is a copy without our class, so the sentence is chosen here.
      const error = new AppError({
        code: "provider_transient",
        message: "The provider did not answer properly, also after several tries.",
        cause: thrown,
      });
      await step.run(`give up ${slice.key}${suffix}`, () =>
        giveUpSlice(lease, slice.position, error, deps.clock()),
      );
      return null;
    }
    if (outcome.state === "stopped") return outcome;
    if (outcome.state === "wait")
      await step.sleepUntil(`wait ${slice.key}${suffix}`, new Date(outcome.until));
    else if (outcome.state !== "more") return null;
  }
  return null;
}

async function runChain(
  step: Step,
  lease: Lease,
  slices: PlannedStep[],
  deps: RunDeps,
): Promise<Stopped | null> {
  for (const slice of slices) {
    const stopped = await runSlice(step, lease, slice, deps);
    if (stopped) return stopped;
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
  const mine = slices.slice(0, maxSlicesPerPart);
  const stop = stopped ?? (await runPhases(step, lease, mine, deps));
  if (stop?.code.startsWith("cancelled")) return { state: "ended", status: "cancelled" };
  if (!stop && slices.length > mine.length) {
    const part = await step.run("hand over", () => handOver(lease, input.part + 1));
    return { state: "continue", part };
  }
  const error = stop ? { code: stop.code, message: stop.message, fix: stop.fix } : undefined;
  const status = await step.run("finish", () => finishRun(lease, { error, clock: deps.clock }));
  return { state: "ended", status };
}
