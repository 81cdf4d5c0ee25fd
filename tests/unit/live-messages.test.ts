import { expect, test } from "vitest";
import { covers, TabMessage, unionOf } from "@/components/sync/live-messages";

test("the stream starts where the tab furthest behind is", () => {
  expect(unionOf([{ one: 5, two: 9 }, { one: 2 }, {}])).toEqual({ one: 2, two: 9 });
});

test("a stream is opened anew only for a run it does not have or frames it has passed", () => {
  expect(covers({ one: 4 }, { one: 4 })).toBe(true);
  expect(covers({ one: 4, two: 0 }, { one: 7 })).toBe(true);
  expect(covers({ one: 4 }, { one: 3 })).toBe(false);
  expect(covers({ one: 4 }, { two: 0 })).toBe(false);
});

test("what another version of the page says is not taken for ours", () => {
  expect(TabMessage.safeParse({ kind: "frame", frame: { seq: 1 } }).success).toBe(false);
  expect(TabMessage.safeParse({ kind: "want", tab: "a", runs: { one: 1 } }).success).toBe(true);
});
