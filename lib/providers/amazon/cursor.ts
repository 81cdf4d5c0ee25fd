import * as z from "zod";
import { failure } from "@/lib/domain/failure";

/** A place in a listing: the version it is read with, its fixed upper bound, Amazon's token, and rows of the page already landed. */
export const PageCursor = z.object({
  kind: z.literal("page"),
  version: z.string(),
  before: z.string(),
  token: z.string(),
  skip: z.int().min(0).default(0),
  size: z.int().min(1).default(100),
  restarts: z.int().min(0).default(0),
});
export type PageCursor = z.infer<typeof PageCursor>;

/** A place in the life of a report: its id, its polls so far, then the rows read. */
export const ReportCursor = z.object({
  kind: z.literal("report"),
  id: z.string(),
  polls: z.int().min(0),
  document: z.string(),
  skip: z.int().min(0),
});
export type ReportCursor = z.infer<typeof ReportCursor>;

const Cursor = z.discriminatedUnion("kind", [PageCursor, ReportCursor]);

export const writeCursor = (cursor: PageCursor | ReportCursor): string => JSON.stringify(cursor);

/** Throws `provider_bug.cursor` for text we did not write: a listing then starts again. */
function read(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch (cause) {
    throw failure("provider_bug", { provider: "Amazon", detail: "cursor", cause });
  }
}

export function readPageCursor(text: string): PageCursor {
  const cursor = read(text);
  if (cursor.kind === "page") return cursor;
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor" });
}

export function readReportCursor(text: string): ReportCursor {
  const cursor = read(text);
  if (cursor.kind === "report") return cursor;
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor" });
}
