import { failureKindOf } from "@/lib/domain/failure";
import { differences, heal, openSmallWorld, traces } from "../landed";
import type { SyncWorld } from "../sync-world";
import type { FaultCase, Scenario } from "./scenario";

export type Outcome = {
  scenario: string;
  provider: string;
  status: string;
  code: string | null;
  /** Faults that struck at least once. */
  struck: number;
  /** What is not as it should be; empty when the scenario holds. */
  wrong: string[];
};

type Run = Awaited<ReturnType<SyncWorld["sync"]>>["run"];

/** A sentence a person may read: whole, without the inside of ours or a vendor's machine. */
const isPublic = (sentence: string | null) =>
  sentence !== null &&
  /^[A-Z].{15,}\.$/s.test(sentence) &&
  !/undefined|null|Error|https?:|\bat \/|[{}<>]/.test(sentence);

function judgeRun(run: Run, { statuses, kinds }: Scenario): string[] {
  const kind = run.errorCode === null ? null : failureKindOf(run.errorCode);
  const { fetched, inserted, updated, unchanged, quarantined, duplicates } = run;
  return [
    ...((statuses as string[]).includes(run.status) ? [] : [`ended ${run.status} (${run.errorCode})`]),
    ...(kinds.includes(kind) ? [] : [`was called ${run.errorCode}`]),
    ...(kind === null || isPublic(run.errorMessage) ? [] : [`says "${run.errorMessage}"`]),
    ...(fetched === inserted + updated + unchanged + quarantined + duplicates
      ? []
      : ["its counters do not add up"]),
  ];
}

async function setFaults(world: SyncWorld, faults: FaultCase[]): Promise<void> {
  const { kinds } = await world.provider.control<{ kinds: string[] }>("GET", "kinds");
  for (const { kind, ...options } of faults)
    if (kinds.includes(kind)) await world.provider.fault(kind, { on: "data", ...options });
}

async function countStruck({ provider }: SyncWorld): Promise<number> {
  const { faults } = await provider.control<{ faults: { struck: number }[] }>("GET", "state");
  return faults.filter(({ struck }) => struck > 0).length;
}

const isSteady = (seconds: number[]) => seconds.every((ms) => ms <= 24 * 3_600_000);

async function live(
  world: SyncWorld,
  scenario: Scenario,
  isSlow: boolean,
): Promise<Omit<Outcome, "scenario" | "provider">> {
  const { faults, before, during, after, slow } = scenario;
  const usual = typeof faults === "function" ? await faults(world) : faults;
  await setFaults(world, isSlow && slow ? slow : usual);
  await before?.(world);
  let steps = 0;
  const { run } = await world.sync(undefined, async () => {
    steps += 1;
    await during?.(world, steps);
  });
  const struck = await countStruck(world);
  const wrong = judgeRun(run, scenario);
  if (!isSteady(world.waits)) wrong.push("waited for more than a day");
  const { events } = await traces(world, run.id);
  const progress = events.map((event) => event.progress).filter((value) => value !== null);
  if (progress.some((value, index) => value < (progress[index - 1] ?? 0)))
    wrong.push("its progress went back");
  const stoodStill = world.waits.reduce((sum, ms) => sum + ms, 0) < 60_000;
  if (run.status === "succeeded" && run.quarantined === 0 && !during && !scenario.isUntrue && stoodStill)
    wrong.push(...(await differences(world)).map((difference) => `after the sync: ${difference}`));
  await after?.(world);
  const cured = await heal(world);
  if (cured.status !== "succeeded") wrong.push(`without faults it ended ${cured.status} (${cured.error})`);
  return { status: run.status, code: run.errorCode, struck, wrong: [...wrong, ...cured.differences] };
}

/** A new connection meets the faults with its first sync; then they stop, and its tables have to become true. */
export async function runScenario(provider: string, scenario: Scenario, isSlow = false): Promise<Outcome> {
  const world = await openSmallWorld(provider, scenario.world);
  try {
    return { scenario: scenario.id, provider, ...(await live(world, scenario, isSlow)) };
  } finally {
    await world.stop();
  }
}
