import * as z from "zod";
import { Day } from "@/lib/domain/day";

const Instant = z.iso.datetime();

export const QuarantineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export type QuarantineQuery = z.infer<typeof QuarantineQuery>;

/** Characters kept of a row that could not be used. */
export const payloadLength = 200;

/** A row from the provider that could not be used. */
export const QuarantinedRow = z.object({
  stream: z.string(),
  account_id: z.string().nullable(),
  account_name: z.string().nullable(),
  /** What tells it from other rows at the provider; null where it did not say. */
  key: z.string().nullable(),
  /** The days that were asked for when it came. */
  from: Day.nullable(),
  to: Day.nullable(),
  /** Where in the row the fault lies; null where it is the row as a whole. */
  field: z.string().nullable(),
  reason: z.string(),
  /** How the row began, as text, with everything that looks like a credential removed. */
  payload: z.string(),
  first_seen_at: Instant,
  last_seen_at: Instant,
  /** When it came in a usable form; null while it is set aside. */
  resolved_at: Instant.nullable(),
  /** The last sync in which it came: this one or a later one. */
  run_id: z.string(),
});
export type QuarantinedRow = z.infer<typeof QuarantinedRow>;

export const QuarantineResponse = z.object({
  rows: z.array(QuarantinedRow),
  nextCursor: z.string().nullable(),
  /** Rows of the connection that are still set aside and came before this sync alone, and the last sync they came in. */
  earlier: z.object({ run_id: z.string(), rows: z.number().int() }).nullable(),
});
export type QuarantineResponse = z.infer<typeof QuarantineResponse>;
