"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Replace, SearchX } from "lucide-react";
import { ConnectionSelect } from "@/components/connections/connection-select";
import { useFollowNumbers } from "@/components/connections/use-follow-numbers";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";
import { ChangeRow } from "./change-row";
import { changePagesQuery } from "./queries";

export function ChangesView() {
  const filter = useUrlFilter();
  const connectionId = filter.get("connection");
  const query = useInfiniteQuery(changePagesQuery(connectionId));
  useFollowNumbers();
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  const choose = (connection: string | null) => filter.set({ connection });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ConnectionSelect value={connectionId} onChange={choose} />
        {changes.length > 0 ? <p className="text-ink-soft text-sm">old value, then the new one</p> : null}
      </div>
      {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <ChangesSkeleton /> : null}
      {query.data ? (
        <Card className={query.isPlaceholderData ? "opacity-60" : undefined}>
          {changes.length > 0 ? (
            <ul aria-label="Numbers that changed, newest first" className="divide-y">
              {changes.map((change) => (
                <ChangeRow key={change.id} change={change} />
              ))}
            </ul>
          ) : (
            <NoChanges isFiltered={connectionId !== null} clear={() => choose(null)} />
          )}
        </Card>
      ) : null}
      <LoadMore query={query} shown={changes.length} />
    </div>
  );
}

function NoChanges({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  if (!isFiltered) {
    return (
      <Empty icon={Replace} title="No number has moved yet">
        When a provider tells a number it has told before differently, the old value and the new one appear
        here.
      </Empty>
    );
  }
  return (
    <Empty
      icon={SearchX}
      title="No change of this connection"
      action={<Button onClick={clear}>All connections</Button>}
    >
      Its numbers have stayed as they were first read.
    </Empty>
  );
}

export const ChangesSkeleton = () => <Skeleton className="h-130" />;
