import type { Answer, Params, Question } from "./wire";

type Row = Record<string, unknown>;

/** How a vendor's listings look: enough to take one apart and put it together wrong. */
export type Listing = {
  /** The rows of a body, or null when it is no listing. */
  rowsOf: (body: unknown) => Row[] | null;
  withRows: (body: unknown, rows: Row[]) => unknown;
  /** The cursor a question came with; null on a first page. */
  cursorOf: (question: Question) => string | null;
  /** Whether a question asks for the start of a listing. */
  isFirst: (question: Question) => boolean;
  /** The body with `cursor` as its next one; null makes it the last page. Null where listings have no pages. */
  pointedAt: ((body: unknown, question: Question, cursor: string | null) => unknown) | null;
  /** Another text for the place a cursor (or none) stands for, so that the same page is read again. */
  samePlace: ((cursor: string | null) => string) | null;
  /** A row nobody can use. */
  broken: (row: Row) => Row;
  /** The row as if it were another customer's; null where a row does not say whose it is. */
  foreign: ((row: Row) => Row) | null;
};

type Spoil = (listing: Listing, body: unknown, rows: Row[], params: Params, question: Question) => unknown;

/** A page that points back at its own start, under a new name each time. */
const again = ({ pointedAt, samePlace, cursorOf }: Listing, body: unknown, question: Question) =>
  pointedAt && samePlace ? pointedAt(body, question, samePlace(cursorOf(question))) : body;

const looksLike = (of: string, leaf: unknown) => {
  const isNumber = typeof leaf === "number" || (typeof leaf === "string" && /^\d{1,12}(\.\d+)?$/.test(leaf));
  return of === "number" ? isNumber : typeof leaf === "string" && !isNumber && leaf.includes(" ");
};

/** A copy of the row in which the first leaf of a sort is another; the row itself when it has none. */
function withOdd(row: Row, of: string, value: unknown): Row {
  for (const [name, leaf] of Object.entries(row)) {
    if (looksLike(of, leaf) && !/id$/i.test(name)) return { ...row, [name]: value };
    if (typeof leaf !== "object" || leaf === null || Array.isArray(leaf)) continue;
    const inner = withOdd(leaf as Row, of, value);
    if (inner !== leaf) return { ...row, [name]: inner };
  }
  return row;
}

const spoils: Record<string, Spoil> = {
  /** `field` set to `value` in the row `index`, or that row broken in the vendor's way. */
  malformed_row: (listing, body, rows, { index = 0, field, value }) =>
    listing.withRows(
      body,
      rows.map((row, at) => {
        if (at !== index) return row;
        return typeof field === "string" ? { ...row, [field]: value } : listing.broken(row);
      }),
    ),
  /** The first `text` or `number` of the row `index` becomes `value`. */
  odd_value: (listing, body, rows, { index = 0, of = "number", value }) =>
    listing.withRows(
      body,
      rows.map((row, at) => (at === index ? withOdd(row, String(of), value) : row)),
    ),
  wrong_account: (listing, body, rows) =>
    listing.withRows(body, listing.foreign ? rows.map(listing.foreign) : rows),
  duplicate_rows: (listing, body, rows) => listing.withRows(body, [...rows, ...rows]),
  shuffled_rows: (listing, body, rows) => listing.withRows(body, rows.toReversed()),
  extra_fields: (listing, body, rows) =>
    listing.withRows(
      body,
      rows.map((row) => ({ ...row, brand_new: { deep: [1, "two", null] }, another_new: "NEW_ENUM_VALUE" })),
    ),
  duplicate_page: (listing, body, _rows, _params, question) => again(listing, body, question),
  empty_page: (listing, body, _rows, _params, question) =>
    again(listing, listing.withRows(body, []), question),
  empty_listing: (listing, body, _rows, _params, question) => {
    const empty = listing.withRows(body, []);
    return listing.pointedAt?.(empty, question, null) ?? empty;
  },
  cursor_loop: (listing, body, _rows, _params, question) =>
    listing.pointedAt?.(body, question, listing.cursorOf(question) ?? listing.samePlace?.(null) ?? "") ??
    body,
};

export const listingKinds = Object.keys(spoils);

/** A right listing made wrong; anything else goes through. */
export function spoilListing(
  listing: Listing,
  answer: Answer,
  { kind, params }: { kind: string; params: Params },
  question: Question,
): Answer {
  const spoil = spoils[kind];
  const rows = answer.status === 200 ? listing.rowsOf(answer.body) : null;
  return spoil && rows ? { ...answer, body: spoil(listing, answer.body, rows, params, question) } : answer;
}
