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
});
export type Cursor = z.infer<typeof Cursor>;

export const writeCursor = ({ part, page, conversions }: Cursor): string =>
  JSON.stringify([part, page, conversions]);

/** Throws `provider_bug.cursor` for text we did not write: a listing then starts again. */
export function readCursor(text: string): Cursor {
  try {
    const [part, page, conversions] = JSON.parse(text);
    return Cursor.parse({ part, page, conversions });
  } catch (error) {
    throw broken("cursor", error);
  }
}

/** The place to read from; `first` is the question a stream begins with. */
export const placeOf = (text: string | null, first: string): Cursor =>
  text === null ? { part: first, page: "", conversions: null } : readCursor(text);
