import { failure } from "@/lib/domain/failure";

/** A place in a paged listing. `limit` shrinks when Meta finds a page too heavy; `after` is Meta's own cursor. */
export type PageCursor = { kind: "page"; limit: number; after: string };

/** A place in the life of an asynchronous report: its polls so far, how often it was submitted, then its pages. */
export type ReportCursor = {
  kind: "report";
  id: string;
  submission: number;
  polls: number;
  limit: number;
  after: string;
};

export type Cursor = PageCursor | ReportCursor;

export function writeCursor(cursor: Cursor): string {
  if (cursor.kind === "page") return `page:${cursor.limit}:${cursor.after}`;
  const { id, submission, polls, limit, after } = cursor;
  return `report:${id}:${submission}.${polls}.${limit}:${after}`;
}

const page = /^page:(\d{1,4}):(.*)$/s;
const report = /^report:(\d+):(\d)\.(\d{1,5})\.(\d{1,4}):(.*)$/s;

/** Throws `provider_bug.cursor` for text we did not write: a listing then starts again. */
export function readCursor(text: string): Cursor {
  const listing = page.exec(text);
  if (listing) return { kind: "page", limit: Number(listing[1]), after: listing[2] ?? "" };
  const [, id, submission, polls, limit, after] = report.exec(text) ?? [];
  if (id === undefined) throw failure("provider_bug", { provider: "Meta", detail: "cursor" });
  return {
    kind: "report",
    id,
    submission: Number(submission),
    polls: Number(polls),
    limit: Number(limit),
    after: after ?? "",
  };
}
