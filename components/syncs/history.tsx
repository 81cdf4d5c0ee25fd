"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";
import { HistoryFilters } from "./history-filters";
import { HistoryTable } from "./history-table";
import { historyPagesQuery } from "./queries";
import { syncStatuses } from "./sync-words";

export function SyncHistoryView() {
  const filter = useUrlFilter();
  const connectionId = filter.get("connection");
  const status = syncStatuses.find((one) => one === filter.get("status")) ?? null;
  const query = useInfiniteQuery(historyPagesQuery({ connectionId, status }));
  const syncs = query.data?.pages.flatMap((page) => page.syncs) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const isFiltered = connectionId !== null || status !== null;
  const clear = () => filter.set({ connection: null, status: null });
  return (
    <div className="flex flex-col gap-3">
      <HistoryFilters
        connectionId={connectionId}
        status={status}
        onChange={filter.set}
        total={query.data ? total : null}
      />
      {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <HistorySkeleton /> : null}
      {query.data ? (
        <Card className={query.isPlaceholderData ? "opacity-60" : undefined}>
          {syncs.length > 0 ? (
            <HistoryTable syncs={syncs} />
          ) : (
            <NoSyncs isFiltered={isFiltered} clear={clear} />
          )}
        </Card>
      ) : null}
      <LoadMore query={query} shown={syncs.length} total={total} />
    </div>
  );
}

function NoSyncs({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (!isFiltered) {
    return (
      <Empty icon={History} title="No sync has run yet">
        Every sync appears here, with each of its steps, from the moment it is asked for.
      </Empty>
    );
  }
  return (
    <Empty icon={SearchX} title="No sync matches" action={<Button onClick={clear}>Clear filters</Button>}>
      Syncs exist, but none with these filters.
    </Empty>
  );
}

export const HistorySkeleton = () => <Skeleton className="h-130" />;
