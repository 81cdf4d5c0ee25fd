import type * as z from "zod";
import { AppError } from "@/lib/core/errors";
import { parseRows, type RawRow, type RejectedRow } from "@/lib/http/rows";
import type { Page } from "../contract";
import { type PageCursor, writeCursor } from "./cursor";
import type { Window } from "./window";

/** Whether `error` is a failure with exactly this code, e.g. `too_much_data.page`. */
export const isFailure = (error: unknown, code: string): error is AppError =>
  error instanceof AppError && error.code === code;

export type Parsed<Row> = { rows: Row[]; rejected: RejectedRow[] };

/** The usable rows of a page in our words. */
export function readRows<S extends z.ZodType, Row>(input: {
  schema: S;
  rows: unknown[];
  naturalKey: (raw: RawRow) => string;
  check?: (row: z.output<S>) => { field: string; reason: string } | null;
  map: (row: z.output<S>) => Row;
}): Parsed<Row> {
  const { rows, rejected } = parseRows(input);
  return { rows: rows.map(input.map), rejected };
}

/** Where a listing goes on; null at its end. */
export const next = (cursor: PageCursor, token: string | undefined): string | null =>
  token ? writeCursor({ ...cursor, token, skip: 0 }) : null;

const mostRestarts = 3;

/**
 * What a listing does about three refusals: a page that is too heavy is asked again at half its size, one whose token
 * has expired begins anew (what landed is recognised), and one whose end Amazon's clock had not reached is asked again
 * with the end that is `open` by now. Anything else is thrown on.
 */
export function recover<Row>(cursor: PageCursor, error: unknown, open?: Window | null): Page<Row> {
  const again = (change: Partial<PageCursor>): Page<Row> => ({
    rows: [],
    rejected: [],
    cursor: writeCursor({ ...cursor, ...change }),
  });
  if (isFailure(error, "too_much_data.page") && cursor.size > 1)
    return again({ size: Math.floor(cursor.size / 2) });
  if (isFailure(error, "provider_transient.page_token") && cursor.token && cursor.restarts < mostRestarts)
    return again({ token: "", skip: 0, restarts: cursor.restarts + 1 });
  if (open !== undefined && isFailure(error, "config_invalid.input") && !cursor.token) {
    if (open === null) return emptyPage();
    if (open.before < cursor.before) return again({ before: open.before });
  }
  throw error;
}

export const emptyPage = <Row>(): Page<Row> => ({ rows: [], rejected: [], cursor: null });
