import type { Listing } from "../../simulation";
import { samePlace } from "./paging";

type Row = Record<string, unknown>;
type Page = { results?: Row[]; fieldMask?: string; totalResultsCount?: string };

const isPage = (body: unknown): body is Page =>
  typeof body === "object" && body !== null && "fieldMask" in body;
const isStream = (body: unknown): body is Page[] => Array.isArray(body) && body.every(isPage);

function withRows(page: Page, rows: Row[]): Page {
  const { results: _results, ...rest } = page;
  if (rows.length > 0) return { results: rows, ...rest };
  return { ...rest, ...(rest.totalResultsCount !== undefined && { totalResultsCount: "0" }) };
}

function tokenOf(text: string): string | null {
  try {
    const { pageToken } = JSON.parse(text);
    return typeof pageToken === "string" && pageToken !== "" ? pageToken : null;
  } catch {
    // A form, or nothing: no page of a listing.
    return null;
  }
}

const ownerOf = (row: Row) => (row.customer ?? {}) as Row;

/** Pages of `search`, and the chunks of `searchStream`, which has no pages. */
export const listing: Listing = {
  rowsOf: (body) => {
    if (isStream(body)) return body.flatMap(({ results = [] }) => results);
    return isPage(body) ? (body.results ?? []) : null;
  },
  withRows: (body, rows) => (isStream(body) ? [withRows(body[0] ?? {}, rows)] : withRows(body as Page, rows)),
  cursorOf: ({ text }) => tokenOf(text),
  isFirst: ({ text }) => tokenOf(text) === null,
  pointedAt: (body, _question, token) => {
    if (isStream(body)) return body;
    const { nextPageToken: _token, ...page } = body as Page & { nextPageToken?: string };
    return token === null ? page : { ...page, nextPageToken: token };
  },
  samePlace,
  broken: (row) => ({ ...row, customer: { id: "x" }, segments: { date: "2026-02-30" } }),
  foreign: (row) => ({ ...row, customer: { ...ownerOf(row), id: "999" } }),
};
