import { expect, test } from "vitest";
import { readPlace, writePlace } from "@/components/numbers/entity-place";
import { stateOf } from "@/components/numbers/entity-state";

const labelOf = (status: string | null) => stateOf(status)?.label ?? null;

test("what runs has no state to tell, whatever a provider calls running", () => {
  expect(["ACTIVE", "ENABLED", "active", "", null].map(labelOf)).toEqual([null, null, null, null, null]);
});

test("what does not run is told in a word that its meaning explains", () => {
  expect(["PAUSED", "COMPLETED", "ARCHIVED", "REMOVED", "DELETED"].map(labelOf)).toEqual([
    "Paused",
    "Ended",
    "Archived",
    "Removed",
    "Deleted",
  ]);
  expect(stateOf("PAUSED")).not.toEqual(stateOf("CAMPAIGN_PAUSED"));
  expect(stateOf("CAMPAIGN_PAUSED")).toEqual({
    label: "Paused",
    meaning: "It does not run because its campaign is paused.",
  });
});

test("a status nobody has told us of is shown in the provider's own word", () => {
  expect(stateOf("ON_HOLD_FOR_REVIEW")?.label).toBe("On hold for review");
});

test("a place in an address is read back as it was written, though its id holds the blank", () => {
  for (const entityId of ["1", "12~34", "assetGroups/7", "~", "a b&c=d"])
    expect(readPlace(writePlace({ connectionId: "c1", entityId }))).toEqual({ connectionId: "c1", entityId });
  expect([null, "", "c1", "c1~", "~1"].map(readPlace)).toEqual([null, null, null, null, null]);
});
