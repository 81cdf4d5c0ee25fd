import * as z from "zod";
import type { Day } from "./day";

/** Why what was ordered and what was posted for it differ. `unexplained` is the only one that needs a look. */
export const BookReason = z.enum([
  "rounding",
  "not_shipped",
  "partly_shipped",
  "unfulfillable",
  "not_posted_yet",
  "before_history",
  "unpriced",
  "unexplained",
]);
export type BookReason = z.infer<typeof BookReason>;

export type BookRow = {
  currency: string;
  month: Day;
  reason: BookReason | null;
  orders: number;
  ordered: bigint;
  posted: bigint;
};

export type Book = {
  currency: string;
  month: Day;
  orders: number;
  orderMicros: bigint;
  postedMicros: bigint;
  /** Orders that differ and by how much, ordered less posted, as a decimal string of micros. */
  reasons: Partial<Record<BookReason, { orders: number; micros: string }>>;
};

/** One book per currency and month; the reasons' amounts add up to ordered less posted. Pure. */
export function totalBooks(rows: BookRow[]): Book[] {
  const books = new Map<string, Book>();
  for (const { currency, month, reason, orders, ordered, posted } of rows) {
    const key = `${currency} ${month}`;
    const book = books.get(key) ?? {
      currency,
      month,
      orders: 0,
      orderMicros: 0n,
      postedMicros: 0n,
      reasons: {},
    };
    book.orders += orders;
    book.orderMicros += ordered;
    book.postedMicros += posted;
    if (reason) book.reasons[reason] = { orders, micros: String(ordered - posted) };
    books.set(key, book);
  }
  return [...books.values()];
}
