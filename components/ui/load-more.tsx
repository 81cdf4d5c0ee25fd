"use client";

import { Button } from "./button";
import { formatCount } from "./format";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** The next page of a list; nothing once all is shown. */
export function LoadMore({ query, shown, total }: { query: Pages; shown: number; total?: number }) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex items-center justify-center gap-3 text-ink-soft text-sm">
      <span>
        {formatCount(shown)} {total === undefined ? "shown" : `of ${formatCount(total)}`}
      </span>
      <Button
        onClick={() => void query.fetchNextPage()}
        disabledReason={query.isFetchingNextPage ? "Loading more." : null}
      >
        {query.isFetchingNextPage ? "Loading" : "Load more"}
      </Button>
    </div>
  );
}
