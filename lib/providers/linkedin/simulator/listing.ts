import type { Listing } from "../../simulation";
import { decodeToken, samePlace } from "./paging";

type Page = { elements: Record<string, unknown>[]; metadata?: Record<string, unknown> };
const isPage = (body: unknown): body is Page =>
  typeof body === "object" && body !== null && Array.isArray((body as Page).elements);

/** LinkedIn's pages: `elements` and, while there is more, `metadata.nextPageToken`. */
export const listing: Listing = {
  rowsOf: (body) => (isPage(body) ? body.elements : null),
  withRows: (body, rows) => ({ ...(body as Page), elements: rows }),
  cursorOf: ({ params }) => params.get("pageToken"),
  isFirst: ({ params }) => (decodeToken(params.get("pageToken")) ?? "").split(".")[0] === "",
  pointedAt: (body, _question, token) => {
    const { metadata: _metadata, ...page } = body as Page;
    return token === null ? page : { ...page, metadata: { nextPageToken: token } };
  },
  samePlace,
  broken: (row) => ({ ...row, id: "x", dateRange: { start: { year: 2026, month: 2, day: 30 } } }),
  foreign: (row) => ({
    ...row,
    ...("account" in row && { account: "urn:li:sponsoredAccount:999" }),
    ...("pivotValues" in row && { pivotValues: ["urn:li:sponsoredAccount:999"] }),
  }),
};
