import { expect, test } from "vitest";
import { Gate, type Visitor } from "@/lib/db/gate";

type Guest = { finish: () => void; isInside: boolean; done: Promise<void> };

function enter(gate: Gate, visitor: Visitor): Guest {
  let finish = () => {};
  const guest: Guest = { finish: () => finish(), isInside: false, done: Promise.resolve() };
  guest.done = gate.pass(visitor, () => {
    guest.isInside = true;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  return guest;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const insideOf = (guests: Guest[]) => guests.map(({ isInside }) => isInside);

test("no more are inside than there are connections, and workers leave half of them to people", async () => {
  const gate = new Gate(4);
  const workers = Array.from({ length: 4 }, () => enter(gate, "worker"));
  const people = Array.from({ length: 3 }, () => enter(gate, "request"));
  await turn();
  expect(insideOf(workers)).toEqual([true, true, false, false]);
  expect(insideOf(people)).toEqual([true, true, false]);
});

test("who leaves lets in a person first, then the worker that waits longest", async () => {
  const gate = new Gate(3);
  const [first, second, third] = [enter(gate, "worker"), enter(gate, "worker"), enter(gate, "worker")];
  const people = [enter(gate, "request"), enter(gate, "request"), enter(gate, "request")];
  await turn();
  expect(insideOf([first, second, third])).toEqual([true, false, false]);
  expect(insideOf(people)).toEqual([true, true, false]);
  first.finish();
  await first.done;
  await turn();
  expect(insideOf([second, third, ...people])).toEqual([false, false, true, true, true]);
  for (const person of people) person.finish();
  await Promise.all(people.map(({ done }) => done));
  await turn();
  expect(insideOf([second, third])).toEqual([true, false]);
});

test("a visitor whose work fails leaves its place to the next", async () => {
  const gate = new Gate(1);
  await expect(gate.pass("worker", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await gate.pass("worker", async () => "in")).toBe("in");
});
