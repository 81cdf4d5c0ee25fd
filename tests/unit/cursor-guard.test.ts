import fc from "fast-check";
import { expect, test } from "vitest";
import { createCursorGuard } from "@/lib/sync/cursor-guard";

const page = (cursor: string | null, rows = 1) => ({ rows: new Array(rows).fill({}), rejected: [], cursor });
const loop = expect.objectContaining({ code: "provider_bug.cursor_loop" });

test("a listing whose cursors differ passes, however its rows are spread", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 200 }), (cursors) => {
      const guard = createCursorGuard("Meta Ads", 0);
      for (const cursor of cursors) guard(page(cursor));
      guard(page(null));
    }),
  );
});

test("a cursor that comes back is a loop, wherever it comes back", () => {
  const lists = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(lists, fc.nat(), (cursors, pick) => {
      const guard = createCursorGuard("Meta Ads", 0);
      for (const cursor of cursors) guard(page(cursor));
      expect(() => guard(page(cursors[pick % cursors.length] ?? null))).toThrow(loop);
    }),
  );
});

test("the tenth empty page in a row is a loop; a row or a rejected one in between starts over", () => {
  const guard = createCursorGuard("Meta Ads", 0);
  for (let index = 0; index < 9; index += 1) guard(page(`a${index}`, 0));
  guard({ rows: [], rejected: [{ naturalKey: "1", field: null, reason: "bad", excerpt: "" }], cursor: "b" });
  for (let index = 0; index < 9; index += 1) guard(page(`c${index}`, 0));
  expect(() => guard(page("d", 0))).toThrow(loop);
});

test("a last page is never a loop, even when it is empty", () => {
  const guard = createCursorGuard("Meta Ads", 1_999);
  for (let index = 0; index < 20; index += 1) expect(() => guard(page(null, 0))).not.toThrow();
});

test("pages read before a crash count towards the ceiling", () => {
  expect(() => createCursorGuard("Meta Ads", 1_998)(page("a"))).not.toThrow();
  expect(() => createCursorGuard("Meta Ads", 1_999)(page("a"))).toThrow(loop);
});
