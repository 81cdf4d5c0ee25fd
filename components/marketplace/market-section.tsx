"use client";

import { useQuery } from "@tanstack/react-query";
import { BooksCard } from "./books-card";
import { ClaimsCard } from "./claims-card";
import { MarketTiles } from "./market-tiles";
import { marketSummaryQuery } from "./queries";

/** Counters, claims and books of the marketplaces; nothing where none is connected. */
export function MarketSection() {
  const { data } = useQuery(marketSummaryQuery());
  if (!data?.is_connected) return null;
  return (
    <section aria-label="Marketplaces" className="flex flex-col gap-4">
      <MarketTiles summary={data} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ClaimsCard />
        <BooksCard books={data.books} />
      </div>
    </section>
  );
}
