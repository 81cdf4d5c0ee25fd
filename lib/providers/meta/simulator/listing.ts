import type { Listing } from "../../simulation";
import { decodeCursor, nextUrl, samePlace } from "./paging";

type Page = { data: Record<string, unknown>[]; paging?: Record<string, unknown> };
const isPage = (body: unknown): body is Page =>
  typeof body === "object" && body !== null && Array.isArray((body as Page).data);

/** Graph's pages: `data` and, when there is more, `paging.next`. */
export const listing: Listing = {
  rowsOf: (body) => (isPage(body) ? body.data : null),
  withRows: (body, rows) => ({ ...(body as Page), data: rows }),
  cursorOf: ({ params }) => params.get("after"),
  isFirst: ({ params }) => decodeCursor(params.get("after")) === null,
  pointedAt: (body, question, after) => {
    const { paging: _paging, ...page } = body as Page;
    if (after === null) return page;
    return { ...page, paging: { cursors: { before: "MAZDZD", after }, next: nextUrl(question, after) } };
  },
  samePlace,
  broken: (row) => ({ ...row, id: undefined, account_id: 7, date_start: "2026-02-30" }),
  foreign: (row) => ({ ...row, account_id: "999" }),
};
