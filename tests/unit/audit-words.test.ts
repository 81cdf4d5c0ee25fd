import { expect, test } from "vitest";
import { detailOf } from "@/components/audit/audit-words";

const told = (detail: Record<string, unknown>) => detailOf({ detail } as Parameters<typeof detailOf>[0]);

test.each([
  [{ to: "daily", from: "hourly" }, "from hourly, to daily"],
  [{ job_id: "sync_1", mode: "full" }, "sync sync_1, mode full"],
  [{ expires_at: null }, "expires never"],
  [
    { events: ["sync.completed", "sync.failed"], note: null },
    "events sync.completed, sync.failed, note none",
  ],
])("%j reads %s", (detail, words) => {
  expect(told(detail)).toBe(words);
});

test("a moment is told as people write it", () => {
  expect(told({ expires_at: "2027-02-20T09:31:07.863Z" })).toMatch(/^expires .*2027/);
  expect(told({ expires_at: "2027-02-20T09:31:07.863Z" })).not.toContain("T09");
});
