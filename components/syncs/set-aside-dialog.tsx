"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Dialog } from "@/components/ui/dialog";
import { plural } from "@/components/ui/format";
import { RowPages } from "@/components/ui/row-pages";
import type { SyncJob } from "@/lib/api/sync";
import { setAsideQuery } from "./queries";
import { SetAsideRow } from "./set-aside-row";

type Props = { run: SyncJob; isOpen: boolean; onClose: () => void };

const description =
  "They could not be used and changed no number. One that comes right in a later sync is used then.";

/** The rows a run could not use, each with why. */
export function SetAsideDialog({ run, isOpen, onClose }: Props) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title="Rows set aside" description={description}>
      <SetAsideRows run={run} />
    </Dialog>
  );
}

function SetAsideRows({ run }: { run: SyncJob }) {
  const { quarantined: counted } = run.counters;
  const query = useInfiniteQuery(setAsideQuery(run.id, counted));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const earlier = query.data?.pages[0]?.earlier;
  const unlisted = query.data && !query.hasNextPage && rows ? counted - rows.length : 0;
  return (
    <div className="-m-4 divide-y text-sm">
      <RowPages
        label="Rows set aside"
        none={
          counted > 0
            ? `${plural(counted, "row")} set aside, of which none is kept any more.`
            : "No row of this sync was set aside."
        }
        query={query}
        rows={rows}
        row={(row) => (
          <SetAsideRow key={`${row.stream} ${row.key} ${row.payload}`} row={row} runId={run.id} />
        )}
      />
      {rows && rows.length > 0 && unlisted > 0 ? (
        <p className="px-4 py-2 text-ink-faint text-xs">
          {plural(unlisted, "more was", "more were")} counted. A row that is sent twice is listed once, and
          some may not be kept any more.
        </p>
      ) : null}
      {earlier ? (
        <p className="px-4 py-2 text-ink-soft text-xs">
          Of earlier syncs, {plural(earlier.rows, "row is", "rows are")} still set aside:{" "}
          <Link
            href={`/syncs/${earlier.run_id}?rows=set-aside`}
            className="text-accent underline underline-offset-2"
          >
            look at the last of them
          </Link>
        </p>
      ) : null}
    </div>
  );
}
