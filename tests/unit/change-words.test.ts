import { expect, test } from "vitest";
import { pairWords } from "@/components/changes/change-words";

const money = { metric: "revenue", currency: "EUR" };

test("a change is told in the usual digits, and in all of them where both values would read alike", () => {
  expect(pairWords({ ...money, old: "34792.896434", new: "34795.996585" })).toEqual({
    before: "€34,792.90",
    after: "€34,796.00",
  });
  expect(pairWords({ ...money, old: "1.285", new: "1.2889" })).toEqual({
    before: "€1.285",
    after: "€1.2889",
  });
  expect(pairWords({ metric: "leads", currency: "EUR", old: "2.618095", new: "2.618278" })).toEqual({
    before: "2.618095",
    after: "2.618278",
  });
  expect(pairWords({ metric: "clicks", currency: null, old: null, new: "4100" })).toEqual({
    before: "none",
    after: "4,100",
  });
});
