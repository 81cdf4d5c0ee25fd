import fc from "fast-check";
import { expect, test } from "vitest";
import { createBareConnection } from "../support/bare-connection";
import { assertInvariants, createRunModel, type Doings, doings, type RunModel } from "../support/run-model";

const weights = { request: 4, begin: 4, land: 6, settle: 2, cancel: 1, fail: 1, reconcile: 2 };
const doing = fc.tuple(
  fc.oneof(
    ...Object.entries(weights).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name as keyof Doings),
    })),
  ),
  fc.nat({ max: 7 }),
);

const does = (...names: (keyof Doings)[]) => names.map((name): [keyof Doings, number] => [name, 0]);
/** One run that fails, one that is cancelled, one that goes on: whatever chance leaves out, these are seen. */
const oneOfEach = does("request", "begin", "land", "fail", "request", "cancel", "request", "begin");

/** The statuses seen, so that sequences in which nothing happens cannot pass for a proof. */
const reached = (model: RunModel, into: Set<string>) => {
  for (const { status } of model.histories.values()) into.add(status);
};

test("whatever is requested, begun, landed, cancelled, ended and reconciled in whatever order, at most one run is active and none goes back", async () => {
  const statuses = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 16, maxLength: 32, size: "max" }), async (sequence) => {
      const model = createRunModel(await createBareConnection());
      for (const [name, pick] of sequence) {
        await doings[name](model, pick);
        await assertInvariants(model);
      }
      reached(model, statuses);
    }),
    { numRuns: 20, examples: [[oneOfEach]] },
  );
  expect([...statuses]).toEqual(expect.arrayContaining(["running", "cancelled", "failed"]));
});

test("the same holds when several of them happen at once", async () => {
  const waves = fc.array(fc.array(doing, { minLength: 2, maxLength: 6, size: "max" }), {
    minLength: 4,
    maxLength: 7,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(waves, async (sequence) => {
      const model = createRunModel(await createBareConnection());
      for (const wave of sequence) {
        await Promise.all(wave.map(([name, pick]) => doings[name](model, pick)));
        await assertInvariants(model);
      }
    }),
    { numRuns: 15 },
  );
});
