"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { HistoryTable } from "@/components/syncs/history-table";
import { historyPagesQuery } from "@/components/syncs/queries";
import { Card } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";

/** The syncs of one connection, newest first. */
export function OwnSyncs({ connectionId }: { connectionId: string }) {
  const query = useInfiniteQuery(historyPagesQuery({ connectionId, status: null }));
  const syncs = query.data?.pages.flatMap((page) => page.syncs) ?? [];
  if (query.isPending) return <Skeleton className="h-96" />;
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <Card>
        {syncs.length > 0 ? (
          <HistoryTable syncs={syncs} />
        ) : (
          <p className="p-4 text-ink-soft text-sm">No sync has run yet.</p>
        )}
      </Card>
      <LoadMore query={query} shown={syncs.length} total={query.data.pages[0]?.total} />
    </>
  );
}
