import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { Truth } from "@/lib/providers/contract";
import {
  comparable,
  contextOf,
  linkedin,
  type Recorded,
  readAll,
  type Slice,
  slicesOf,
  startWorld,
  type World,
} from "./linkedin-world";

let world: World;
let truth: Truth;
let context: Recorded;

beforeAll(async () => {
  // A thousand campaigns and more creatives that deliver in a day than one answer holds rows.
  world = await startWorld({ seed: "cap?accounts=1&campaigns=100&adsets=10&ads=36" });
  await world.control("POST", "limits", { unmetered: true });
  truth = await world.truth(1);
  context = await contextOf(world);
});
afterAll(() => world.stop());

const account = () => truth.accounts[0]?.externalId ?? "";
const sliceOf = (days: number): Slice => {
  const [slice] = slicesOf(truth, account(), { days, size: days });
  if (!slice) throw new Error("no slice");
  return slice;
};
const idsOf = (level: string) =>
  truth.metrics.filter((row) => row.level === level).map(({ externalId }) => externalId);

test("the world is as large as it was asked to be", () => {
  const count = (kind: string) => truth.entities.filter((entity) => entity.kind === kind).length;
  expect(count("adset")).toBeGreaterThan(800);
  expect(count("ad")).toBeGreaterThan(20_000);
});

test("an answer that reaches 15,000 rows is not believed: the range is split", async () => {
  for (const days of [30, 7, 2]) {
    const asked = linkedin.streams.ad_metrics?.(context, { ...sliceOf(days), cursor: null });
    const error: AppError | undefined = await asked?.then(
      () => undefined,
      (thrown) => thrown,
    );
    expect([days, error?.code]).toEqual([days, "too_much_data.rows"]);
  }
});

test("a single day that is too large is asked for campaign by campaign, tunnelled, and lands whole", async () => {
  const day = new Date(Date.parse(truth.now) - 86_400_000).toISOString().slice(0, 10);
  const yesterday: Slice = { ...sliceOf(1), range: { from: day, to: day } };
  const right = (await world.truth(2)).metrics.filter((row) => row.level === "ad" && row.day === day);
  expect(right.length).toBeGreaterThan(15_000);
  await world.control("DELETE", "calls");
  const { rows, rejected, cursors } = await readAll(context, "ad_metrics", yesterday);
  expect(rejected).toEqual([]);
  expect(comparable(rows)).toEqual(comparable(right));
  expect(cursors[0]).toBe("ids:");
  const calls = (await world.calls()).map(({ path }) => path.split("/").at(-1));
  const campaigns = (await world.truth(2)).metrics.filter((row) => row.level === "adset" && row.day === day);
  // The answer that was cut, then a hundred campaigns at a time: which there are, and their creatives.
  expect(calls).toEqual(Array(1 + 2 * Math.ceil(campaigns.length / 100)).fill("adAnalytics"));
});

test("levels with fewer rows need no splitting", async () => {
  for (const [stream, level] of [
    ["account_metrics", "account"],
    ["campaign_metrics", "campaign"],
    ["adset_metrics", "adset"],
  ] as const) {
    const { rows, cursors } = await readAll(context, stream, sliceOf(1));
    expect(cursors).toEqual([]);
    expect(rows.map((row) => (row as { externalId: string }).externalId).sort()).toEqual(idsOf(level).sort());
  }
});

test("twenty thousand creatives are listed page by page with their names", async () => {
  const { rows, rejected } = await readAll(context, "creatives", sliceOf(1));
  const right = truth.entities.filter(({ kind }) => kind === "creative");
  expect(rejected).toEqual([]);
  expect(comparable(rows, ["attributes"])).toEqual(comparable(right));
});
