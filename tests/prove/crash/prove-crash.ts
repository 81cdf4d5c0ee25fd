import type { Options } from "../support/options";
import { table } from "../support/table";
import { enumerate, type Verdict } from "./enumerate";
import { type Harness, startHarness } from "./harness";
import { killAtRandom } from "./random-kills";
import { cases } from "./scenarios";
import { freezeAndThaw } from "./zombies";

const nameOf = ({ drive, point, occurrence, start }: Verdict) =>
  `${drive} / ${point} @${occurrence} (${start})`;
const say = (line: string) => console.log(line);

async function proveEveryPoint(harness: Harness): Promise<string[]> {
  say("\nA kill at every crash point, then another worker goes on");
  const verdicts = await enumerate(harness, cases, (verdict) =>
    say(`${verdict.broken.length === 0 ? "ok    " : "BROKEN"}  ${nameOf(verdict)}, ${verdict.ms} ms`),
  );
  const rows = [
    ["crash points", new Set(verdicts.map(({ point }) => point)).size],
    ["kills (point x passing x way there)", verdicts.length],
    [
      "syncs whose tables equal an undisturbed sync's",
      verdicts.filter(({ broken }) => broken.length === 0).length,
    ],
    ["provider calls above an undisturbed sync's, at most", Math.max(...verdicts.map((v) => v.extraCalls))],
  ];
  say(`\n${table(["every crash point", "figure"], rows)}`);
  return verdicts.flatMap((verdict) => verdict.broken.map((text) => `${nameOf(verdict)}: ${text}`));
}

async function proveRandomKills(harness: Harness, kills: number, seed: number): Promise<string[]> {
  say(`\n${kills} kills at random times, seed ${seed}`);
  const found = await killAtRandom(harness, { kills, seed, tell: say });
  const rows = [
    ["kills", found.kills],
    ["syncs", found.runs],
    ["most kills that one sync lived through", found.mostPerRun],
    ["syncs whose tables equal an undisturbed sync's", found.equal],
  ];
  say(`\n${table([`random kills, seed ${seed}`, "figure"], rows)}`);
  return found.broken;
}

async function proveFence(harness: Harness, zombies: number): Promise<string[]> {
  say("\nA worker freezes in the middle of a page, another completes its run, the first is thawed");
  const found = await freezeAndThaw(harness, { zombies, tell: say });
  const rows = [
    ["runs of a frozen worker", found.frozen],
    ["times a thawed worker changed a row", found.written],
    ["seconds until another had completed them, at most", Math.max(...found.secondsUntilDone).toFixed(1)],
  ];
  say(`\n${table(["zombies", "figure"], rows)}`);
  return found.broken;
}

/** Nothing lost, nothing twice, nothing stuck, however the worker dies. `points`, `kills` and `zombies` of 0 leave a part out. */
export async function proveCrash({
  points = 1,
  kills = 0,
  seed = 1,
  zombies = 0,
}: Options): Promise<string[]> {
  const harness = await startHarness();
  try {
    return [
      ...(points > 0 ? await proveEveryPoint(harness) : []),
      ...(kills > 0 ? await proveRandomKills(harness, kills, seed) : []),
      ...(zombies > 0 ? await proveFence(harness, zombies) : []),
    ];
  } finally {
    await harness.stop();
  }
}
