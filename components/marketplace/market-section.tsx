"use client";

import { useQuery } from "@tanstack/react-query";
import { Failed } from "@/components/ui/failed";
import { Skeleton } from "@/components/ui/skeleton";
import { BooksCard } from "./books-card";
import { ClaimsCard } from "./claims-card";
import { MarketTiles } from "./market-tiles";
import { marketSummaryQuery } from "./queries";
import { RowsCard } from "./rows-card";

/** Counters, claims and books of one marketplace connection or of all; nothing where none is connected. */
export function MarketSection({ connectionId }: { connectionId?: string }) {
  const { data, error, refetch } = useQuery(marketSummaryQuery(connectionId));
  if (!data && error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  if (!data.is_connected) return null;
  return (
    <section aria-label="Marketplaces" className="flex flex-col gap-4">
      <MarketTiles summary={data} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ClaimsCard connectionId={connectionId} />
        <BooksCard books={data.books} />
      </div>
      {connectionId ? <RowsCard connectionId={connectionId} /> : null}
    </section>
  );
}
