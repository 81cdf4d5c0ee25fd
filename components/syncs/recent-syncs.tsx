"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { SyncStatus } from "@/lib/api/sync-start";
import { latestSyncsQuery } from "./queries";
import { Duration, triggerOf } from "./sync-facts";
import { syncWords } from "./sync-words";

export function RecentSyncs() {
  const { data, error, isPending, refetch } = useQuery(latestSyncsQuery(8));
  return (
    <Card>
      <CardHeader title="Recent syncs">
        <Link href="/syncs" className="text-accent text-sm underline-offset-2 hover:underline">
          All syncs
        </Link>
      </CardHeader>
      <div className={isPending ? "min-h-96" : "min-h-24"}>
        {isPending ? (
          <div className="p-4">
            <SkeletonRows count={6} className="h-11" />
          </div>
        ) : null}
        {error ? (
          <div className="p-4">
            <Failed error={error} retry={() => void refetch()} />
          </div>
        ) : null}
        {data?.syncs.length === 0 ? <p className="p-4 text-ink-soft text-sm">No sync has run yet.</p> : null}
        <ul className="divide-y">
          {data?.syncs.map((sync) => (
            <Row key={sync.syncId} sync={sync} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Row({ sync }: { sync: SyncStatus }) {
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-2 text-sm">
      <div className="min-w-0">
        <Link href={`/syncs/${sync.syncId}`} className="block truncate font-medium hover:underline">
          {sync.connectionName}
        </Link>
        <p className="truncate text-ink-faint text-xs">
          <Time at={sync.startedAt} /> · {triggerOf(sync)}
        </p>
      </div>
      <div className="shrink-0 text-right">
        <Status word={syncWords[sync.status]} className="text-sm" />
        <p className="text-ink-faint text-xs">
          <span className="hidden sm:inline">{formatCount(sync.rowsChecked)} checked · </span>
          {formatCount(sync.rowsChanged)} changed · <Duration sync={sync} />
        </p>
      </div>
    </li>
  );
}
