import fc from "fast-check";
import { expect, test } from "vitest";
import {
  activeStatuses,
  isActive,
  jobStatus,
  type RunEvent,
  RunStatus,
  syncStatus,
  transitions,
} from "@/lib/domain/run-status";

const statuses = RunStatus.options;
const events: RunEvent[] = ["start", "succeed", "succeedPartly", "fail", "cancel", "supersede"];

test("every status knows every event, and nothing else", () => {
  expect(Object.keys(transitions).sort()).toEqual([...statuses].sort());
  for (const status of statuses) {
    expect(Object.keys(transitions[status]).sort()).toEqual([...events].sort());
    for (const next of Object.values(transitions[status])) expect([...statuses, null]).toContain(next);
  }
});

test("a run that has ended stays as it ended, whatever happens", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (history) => {
      let status: RunStatus = "queued";
      for (const event of history) {
        const next: RunStatus | null = transitions[status][event];
        if (!isActive(status)) expect(next).toBeNull();
        status = next ?? status;
      }
      expect(statuses).toContain(status);
    }),
  );
});

test("every active status can be cancelled and can fail, so no run is stuck", () => {
  for (const status of activeStatuses) {
    expect(transitions[status].cancel).toBe("cancelled");
    expect(transitions[status].fail).not.toBeNull();
  }
});

test("a cancelled run never turns out to have succeeded", () => {
  expect(new Set(Object.values(transitions.cancelling).filter((next) => next !== null))).toEqual(
    new Set(["cancelled"]),
  );
});

test("every status has a word for each API, and only active ones are in progress", () => {
  for (const status of statuses) {
    expect(["queued", "running"].includes(jobStatus[status])).toBe(isActive(status));
    expect(["queued", "in_progress"].includes(syncStatus[status])).toBe(isActive(status));
  }
});
