import { Check, TriangleAlert } from "lucide-react";
import { ConnectionLink } from "@/components/connections/connection-link";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoney, plural } from "@/components/ui/format";
import type { MarketSummary } from "@/lib/api/marketplace-summary";
import { bookWords } from "./claim-words";

type Book = MarketSummary["books"][number];

const monthFormat = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const shown = 6;

function BookRow({ book }: { book: Book }) {
  const unexplained = book.reasons.find(({ reason }) => reason === "unexplained");
  const Icon = unexplained ? TriangleAlert : Check;
  const money = (amount: string) => formatMoney(Number(amount), book.currency);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2 text-sm">
      <div className="min-w-0">
        <p>
          <Icon
            aria-hidden="true"
            className={`mr-1.5 inline size-3.5 ${unexplained ? "text-warn" : "text-good"}`}
          />
          <span className="font-medium">{monthFormat.format(new Date(`${book.month}T00:00:00Z`))}</span>{" "}
          <span className="text-ink-soft">
            {plural(book.orders, "order")},{" "}
            <ConnectionLink id={book.connection_id}>{book.connection_name}</ConnectionLink>
          </span>
        </p>
        <p className="text-ink-faint text-xs">
          {book.reasons.length === 0
            ? "Every order adds up."
            : book.reasons
                .map(
                  ({ reason, orders, amount }) =>
                    `${bookWords[reason]}: ${plural(orders, "order")}, ${money(amount)}`,
                )
                .join(" · ")}
        </p>
      </div>
      <p className="ml-auto whitespace-nowrap text-right">
        <span title="Goods and shipping less promotions, without tax, as ordered">{money(book.ordered)}</span>
        <span className="text-ink-faint"> ordered, </span>
        <span title="The same as posted in transactions">{money(book.posted)}</span>
        <span className="text-ink-faint"> posted</span>
      </p>
    </li>
  );
}

/** Orders against the transactions posted for them, month by month, with why they differ. */
export function BooksCard({ books }: { books: Book[] }) {
  return (
    <Card>
      <CardHeader title="Orders against transactions" note="by month of purchase" />
      {books.length === 0 ? (
        <p className="p-4 text-ink-soft text-sm">
          The first sync compares every order with what was paid for it.
        </p>
      ) : null}
      <ul className="divide-y">
        {books.slice(0, shown).map((book) => (
          <BookRow
            key={`${book.connection_id} ${book.account_id} ${book.currency} ${book.month}`}
            book={book}
          />
        ))}
      </ul>
    </Card>
  );
}
