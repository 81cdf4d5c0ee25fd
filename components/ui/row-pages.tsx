"use client";

import type { ReactNode } from "react";
import { Failed } from "./failed";
import { LoadMore } from "./load-more";
import { SkeletonRows } from "./skeleton";

type Pages = {
  error: Error | null;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};
type Props<Row> = {
  label: string;
  /** Said of an empty list. */
  none: string;
  query: Pages;
  /** Unset until the first page is here. */
  rows: Row[] | undefined;
  row: (row: Row) => ReactNode;
};

/** A list that grows by pages, from its skeleton to its end. */
export function RowPages<Row>({ label, none, query, rows, row }: Props<Row>) {
  return (
    <>
      {query.error ? (
        <div className="p-4">
          <Failed error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : null}
      {!rows && !query.error ? (
        <div className="p-4">
          <SkeletonRows count={4} className="h-11" />
        </div>
      ) : null}
      {rows?.length === 0 ? <p className="p-4 text-ink-soft text-sm">{none}</p> : null}
      {rows && rows.length > 0 ? (
        <ul aria-label={label} className="divide-y">
          {rows.map(row)}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <div className="border-line border-t p-2">
          <LoadMore query={query} shown={rows?.length ?? 0} />
        </div>
      ) : null}
    </>
  );
}
