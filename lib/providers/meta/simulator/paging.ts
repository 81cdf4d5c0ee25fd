import type { Question } from "./wire";

/** Base64 as Graph writes it: `=` becomes `ZD`. */
const encodeCursor = (text: string) => Buffer.from(text).toString("base64").replaceAll("=", "ZD");

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

function pageUrl({ origin, path, params, token }: Question, place: "after" | "before", cursor: string) {
  const query = new URLSearchParams(params);
  for (const name of ["appsecret_proof", "after", "before"]) query.delete(name);
  if (token) query.set("access_token", token);
  query.set(place, cursor);
  return `${origin}/${path}?${query}`;
}

/** The address of the page behind `after`. It carries the access token, as Graph's own does. */
export const nextUrl = (question: Question, after: string): string => pageUrl(question, "after", after);

type Paged = { data: unknown[]; paging?: Record<string, unknown> };
type Span = { before: string; after: string; start: number; end: number };

/** Rows `start` to `end` and the ways on; `after` stands on the last page too: only `next` says that there is more. */
function paged<T>(question: Question, all: T[], show: (row: T) => unknown, span: Span): Paged {
  const data = all.slice(span.start, span.end).map(show);
  if (data.length === 0) return { data };
  const cursors = { before: encodeCursor(span.before), after: encodeCursor(span.after) };
  return {
    data,
    paging: {
      cursors,
      ...(span.start > 0 && { previous: pageUrl(question, "before", cursors.before) }),
      ...(span.end < all.length && { next: nextUrl(question, cursors.after) }),
    },
  };
}

/** A page of nodes that come newest id first; the cursor is the last node's id, so that nodes may vanish between pages. */
export function pageById<T extends { id: string }>(
  question: Question,
  nodes: T[],
  show: (node: T) => unknown,
): Paged {
  const after = decodeCursor(question.params.get("after"));
  const before = decodeCursor(question.params.get("before"));
  const limit = limitOf(question);
  const indexOf = (wanted: (id: string) => boolean) => {
    const index = nodes.findIndex(({ id }) => wanted(id));
    return index < 0 ? nodes.length : index;
  };
  const last = before === null ? null : indexOf((id) => id <= before);
  const start = last !== null ? Math.max(0, last - limit) : after === null ? 0 : indexOf((id) => id < after);
  const end = Math.min(last ?? nodes.length, start + limit);
  return paged(question, nodes, show, {
    ...{ start, end },
    ...{ before: nodes[start]?.id ?? "", after: nodes[end - 1]?.id ?? "" },
  });
}

/** A page of rows; the cursor is an offset, as in insights. */
export function pageByOffset<T>(question: Question, rows: T[], show: (row: T) => unknown): Paged {
  const limit = limitOf(question);
  const offset = (name: string) => Number(decodeCursor(question.params.get(name)) ?? 0) || 0;
  const isBack = question.params.has("before");
  const end = isBack ? offset("before") : offset("after") + limit;
  const start = Math.max(0, end - limit);
  return paged(question, rows, show, { before: String(start), after: String(end), start, end });
}
