import { nextUrl, samePlace } from "./paging";
import { numberIn, type Params } from "./refusals";
import type { Fault } from "./state";
import type { Answer, Question } from "./wire";

type Listing = { data: Params[]; paging?: Params };
const isListing = (body: unknown): body is Listing =>
  typeof body === "object" && body !== null && Array.isArray((body as Listing).data);

/** Right answers made wrong. */
export const spoilers: Record<string, (listing: Listing, params: Params, question: Question) => Listing> = {
  malformed_row: (listing, params) => {
    const at = numberIn(params, "index", 0);
    const { field = "id", value } = params as { field?: string; value?: unknown };
    return {
      ...listing,
      data: listing.data.map((row, index) => (index === at ? { ...row, [field]: value } : row)),
    };
  },
  wrong_account: (listing) => ({
    ...listing,
    data: listing.data.map((row) => ({ ...row, account_id: "999" })),
  }),
  duplicate_rows: (listing) => ({ ...listing, data: [...listing.data, ...listing.data] }),
  duplicate_page: (listing, _, question) =>
    pointedAt(listing, question, samePlace(question.params.get("after"))),
  empty_page: (listing, _, question) =>
    pointedAt({ ...listing, data: [] }, question, samePlace(question.params.get("after"))),
  cursor_loop: (listing, _, question) =>
    pointedAt(listing, question, question.params.get("after") ?? "TE9PUAZDZD"),
};

const pointedAt = (listing: Listing, question: Question, after: string): Listing => ({
  ...listing,
  paging: { cursors: { before: "MAZDZD", after }, next: nextUrl(question, after) },
});

/** A right answer, made wrong when a fault asks for it. */
export function spoil(answer: Answer, fault: Fault | null, question: Question): Answer {
  const spoiler = fault && spoilers[fault.kind];
  return spoiler && isListing(answer.body)
    ? { ...answer, body: spoiler(answer.body, fault.params, question) }
    : answer;
}
