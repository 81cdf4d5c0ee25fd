import { afterAll, beforeAll, expect, test } from "vitest";
import { enumerate } from "../prove/crash/enumerate";
import { type Harness, startHarness } from "../prove/crash/harness";
import type { Case } from "../prove/crash/scenarios";

// A few of the kills of `npm run prove:crash`, which ends a worker at every point.
const cases: Case[] = [
  { drive: "request", point: "outbox: sent, not noted", occurrence: 1 },
  { drive: "request", point: "page: before the commit", occurrence: 8 },
  { drive: "request", point: "page: committed", occurrence: 2 },
  { drive: "request", point: "finish: before the commit", occurrence: 1 },
];

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness?.stop());

test("a worker killed at a crash point leaves nothing lost, nothing twice and nothing stuck", async () => {
  const verdicts = await enumerate(harness, cases, () => {});
  expect(verdicts.flatMap(({ point, broken }) => broken.map((text) => `${point}: ${text}`))).toEqual([]);
  expect(verdicts).toHaveLength(cases.length);
}, 180_000);
