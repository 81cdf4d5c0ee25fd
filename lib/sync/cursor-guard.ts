import { failure } from "@/lib/domain/failure";
import type { Page } from "@/lib/providers/contract";

const maxEmptyPages = 10;
const maxPages = 2_000;

/** Watches a listing for loops: a repeated cursor, ten empty pages in a row, or more pages than any account has. */
export function createCursorGuard(provider: string, pagesBefore: number): (page: Page<unknown>) => void {
  const seen = new Set<string>();
  let empty = 0;
  let pages = pagesBefore;
  return ({ rows, rejected, cursor }) => {
    pages += 1;
    empty = rows.length + rejected.length === 0 ? empty + 1 : 0;
    if (cursor === null) return;
    if (seen.has(cursor) || empty >= maxEmptyPages || pages >= maxPages)
      throw failure("provider_bug", { provider, detail: "cursor_loop" });
    seen.add(cursor);
  };
}
