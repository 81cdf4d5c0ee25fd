import type { Question } from "./wire";

/** Base64 as Graph writes it: `=` becomes `ZD`. */
export const encodeCursor = (text: string) => Buffer.from(text).toString("base64").replaceAll("=", "ZD");

/** What a cursor stands for. A suffix `.n` only makes it another text for the same place. */
export function decodeCursor(cursor: string | null): string | null {
  if (!cursor) return null;
  const text = Buffer.from(cursor.replace(/(ZD)+$/, ""), "base64").toString("utf8");
  const [place = ""] = text.split(".");
  return place === "" || place === "start" ? null : place;
}

/** Another cursor for the place a request started at. */
export function samePlace(cursor: string | null): string {
  const text = cursor ? Buffer.from(cursor.replace(/(ZD)+$/, ""), "base64").toString("utf8") : "start";
  const [place, times = "0"] = text.split(".");
  return encodeCursor(`${place}.${Number(times) + 1}`);
}

const defaultLimit = 25;
const largestLimit = 5_000;

export function limitOf({ params }: Question): number {
  const limit = Number.parseInt(params.get("limit") ?? "", 10);
  return Number.isNaN(limit) ? defaultLimit : Math.max(1, Math.min(largestLimit, limit));
}

/** The address of the page behind `after`. It carries the access token, as Graph's own does. */
export function nextUrl({ origin, path, params, token }: Question, after: string): string {
  const query = new URLSearchParams(params);
  query.delete("appsecret_proof");
  if (token) query.set("access_token", token);
  query.set("after", after);
  return `${origin}/${path}?${query}`;
}

type Paged = { data: unknown[]; paging?: Record<string, unknown> };

function withPaging(
  question: Question,
  data: unknown[],
  before: string,
  after: string,
  hasMore: boolean,
): Paged {
  if (data.length === 0) return { data };
  const cursors = { before: encodeCursor(before), after: encodeCursor(after) };
  // `after` stands on the last page too; only `next` says that there is more.
  return { data, paging: { cursors, ...(hasMore && { next: nextUrl(question, cursors.after) }) } };
}

/** A page of nodes that come newest id first; the cursor is the last node's id, so that nodes may vanish between pages. */
export function pageById<T extends { id: string }>(
  question: Question,
  nodes: T[],
  show: (node: T) => unknown,
): Paged {
  const after = decodeCursor(question.params.get("after"));
  const limit = limitOf(question);
  const start = after === null ? 0 : nodes.findIndex(({ id }) => id < after);
  const page = start < 0 ? [] : nodes.slice(start, start + limit);
  const hasMore = start >= 0 && start + limit < nodes.length;
  return withPaging(question, page.map(show), page[0]?.id ?? "", page.at(-1)?.id ?? "", hasMore);
}

/** A page of rows; the cursor is an offset, as in insights. */
export function pageByOffset<T>(question: Question, rows: T[], show: (row: T) => unknown): Paged {
  const start = Number(decodeCursor(question.params.get("after")) ?? 0) || 0;
  const end = start + limitOf(question);
  return withPaging(
    question,
    rows.slice(start, end).map(show),
    String(start),
    String(end),
    end < rows.length,
  );
}
