"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import Link from "next/link";
import { historyPagesQuery } from "@/components/syncs/queries";
import { triggerOf } from "@/components/syncs/sync-facts";
import { wordOf } from "@/components/syncs/sync-words";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount } from "@/components/ui/format";
import { formatAbsolute } from "@/components/ui/format-time";
import type { Tone } from "@/components/ui/tone";
import type { SyncStatus } from "@/lib/api/sync-start";

const shown = 30;

const looks: Record<Tone, string> = {
  busy: "bg-busy-fill",
  good: "bg-good",
  warn: "bg-warn-fill",
  bad: "bg-bad",
  off: "bg-off",
};

/** The last thirty syncs at a glance, oldest first: a column each, as high as the share of its rows that changed. */
export function RunsStrip({ connectionId }: { connectionId: string }) {
  const { data, error, refetch } = useInfiniteQuery(historyPagesQuery({ connectionId, status: null }));
  const syncs = data?.pages[0]?.syncs.slice(0, shown).toReversed() ?? [];
  const most = Math.max(1, ...syncs.map(({ rowsChanged }) => rowsChanged));
  return (
    <Card>
      <CardHeader title="Last syncs" note="height: rows changed">
        <Link
          href={`/syncs?connection=${connectionId}`}
          className="text-accent text-sm underline-offset-2 hover:underline"
        >
          All syncs
        </Link>
      </CardHeader>
      {error && !data ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      <ol aria-label="Last syncs, oldest first" className="flex h-20 items-end gap-1 px-4 py-3">
        {syncs.map((sync) => (
          <Column key={sync.syncId} sync={sync} share={Math.sqrt(sync.rowsChanged / most)} />
        ))}
        {data && syncs.length === 0 ? <li className="text-ink-soft text-sm">No sync has run yet.</li> : null}
      </ol>
    </Card>
  );
}

function Column({ sync, share }: { sync: SyncStatus; share: number }) {
  const words = [
    wordOf(sync).label,
    formatAbsolute(sync.startedAt),
    triggerOf(sync),
    `${formatCount(sync.rowsChanged)} of ${formatCount(sync.rowsChecked)} rows changed`,
  ].join(" · ");
  return (
    <li className="relative h-full min-w-0 flex-1 sm:max-w-6">
      <Link
        href={`/syncs/${sync.syncId}`}
        title={words}
        className="flex h-full min-w-0 flex-col justify-end rounded-xs hover:bg-raised"
      >
        <span
          aria-hidden="true"
          style={{ height: `max(6px, ${share * 100}%)` }}
          className={clsx("block rounded-xs", looks[wordOf(sync).tone])}
        />
        <span className="sr-only">{words}</span>
      </Link>
    </li>
  );
}
