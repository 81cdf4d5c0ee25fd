import * as z from "zod";
import { broken } from "./client";

/**
 * A place in a slice. `part` names the question when a stream asks several; `page` is Google's token of its next page.
 * `conversions` is the token of the second question that runs beside a metric one: null until something converted.
 */
const Cursor = z.object({
  part: z.string().max(30),
  page: z.string().max(4_000),
  conversions: z.string().max(4_000).nullable(),
  /** The place of the last row so far, where rows come in an order. */
  after: z.string().max(100),
});
export type Cursor = z.infer<typeof Cursor>;

export const writeCursor = ({ part, page, conversions, after }: Cursor): string =>
  JSON.stringify([part, page, conversions, after]);

/** The start of a question. */
export const startOf = (part: string): Cursor => ({ part, page: "", conversions: null, after: "" });

/** Throws `provider_bug.cursor` for text we did not write: a listing then starts again. */
function readCursor(text: string): Cursor {
  try {
    const [part, page, conversions, after] = JSON.parse(text);
    return Cursor.parse({ part, page, conversions, after });
  } catch (error) {
    throw broken("cursor", error);
  }
}

/** The place to read from; `first` is the question a stream begins with. */
export const placeOf = (text: string | null, first: string): Cursor =>
  text === null ? startOf(first) : readCursor(text);
