import { listProviders } from "@/lib/providers";
import { catalogue } from "../../support/faults/catalogue";
import { type Outcome, runScenario } from "../../support/faults/run-scenario";
import type { Scenario } from "../../support/faults/scenario";
import type { Options } from "../support/options";
import { table } from "../support/table";
import { compose } from "./compose";
import { tamper } from "./tamper";

const ids = () => listProviders().map(({ id }) => id);

async function attempt(provider: string, scenario: Scenario, isSlow: boolean): Promise<Outcome> {
  const outcome = await runScenario(provider, scenario, isSlow).catch((error: Error) => ({
    ...{ scenario: scenario.id, provider, status: "crashed", code: null, struck: 0 },
    wrong: [error.stack ?? error.message],
  }));
  const { status, code, struck, wrong } = outcome;
  console.log(
    `${wrong.length === 0 ? "held  " : "BROKEN"} ${provider} ${scenario.id}: ${status} ${code ?? ""} (${struck} struck)`,
  );
  return outcome;
}

const broken = ({ provider, scenario, wrong }: Outcome) =>
  wrong.map((what) => `${provider} ${scenario}: ${what.slice(0, 400)}`);

function tell(title: string, outcomes: Outcome[]): void {
  const rows = ids().map((provider) => {
    const own = outcomes.filter((outcome) => outcome.provider === provider);
    const of = (status: string) => own.filter((outcome) => outcome.status === status).length;
    const held = own.filter(({ wrong }) => wrong.length === 0).length;
    return [
      provider,
      own.length,
      held,
      of("succeeded"),
      of("partial"),
      of("failed"),
      own.filter(({ struck }) => struck === 0).length,
    ];
  });
  console.log(
    `\n${title}\n${table(["provider", "runs", "held", "succeeded", "partial", "failed", "none struck"], rows)}\n`,
  );
}

async function proveTampering(count: number, seed: number): Promise<string[]> {
  if (count === 0) return [];
  const tallies = [];
  for (const id of ids()) tallies.push(await tamper(id, count, seed));
  const rows = tallies.map(({ provider, answers, parsed, rows, quarantined, classified, crashes, hangs }) => [
    ...[provider, answers, parsed, rows, quarantined, classified, crashes.length, hangs.length],
  ]);
  const heads = [
    "provider",
    "answers",
    "pages parsed",
    "rows",
    "quarantined",
    "classified",
    "crashes",
    "hangs",
  ];
  console.log(`\nAnswers with seeded wounds\n${table(heads, rows)}\n`);
  return tallies.flatMap(({ provider, crashes, hangs }) => [
    ...[...new Set(crashes)].slice(0, 5).map((crash) => `${provider} crashed: ${crash}`),
    ...hangs.slice(0, 5).map((hang) => `${provider} hung: ${hang}`),
  ]);
}

/** Returns the promises that are broken. */
export async function proveFaults({
  matrix = 1,
  compositions = 0,
  mutations = 0,
  slow = 0,
  seed = 1,
}: Options): Promise<string[]> {
  const unhandled: string[] = [];
  process.on("unhandledRejection", (reason) => unhandled.push(`an unhandled rejection: ${reason}`));
  const single: Outcome[] = [];
  const grouped: Outcome[] = [];
  if (matrix > 0) {
    for (const scenario of catalogue)
      for (const id of ids()) single.push(await attempt(id, scenario, slow > 0));
    tell(`${catalogue.length} faults at every provider`, single);
  }
  for (let index = 0; index < compositions; index += 1) {
    const id = ids()[index % ids().length] ?? "";
    grouped.push(await attempt(id, compose(seed, index), false));
  }
  if (compositions > 0) tell("Faults in company", grouped);
  const tampered = await proveTampering(mutations, seed);
  return [...[...single, ...grouped].flatMap(broken), ...tampered, ...unhandled];
}
