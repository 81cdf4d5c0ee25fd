"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "@/components/ui/format";
import { NewestCard } from "@/components/ui/newest-card";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { SyncStatus } from "@/lib/api/sync-start";
import { latestSyncsQuery } from "./queries";
import { Duration, triggerOf } from "./sync-facts";
import { wordOf } from "./sync-words";

export function RecentSyncs() {
  const query = useQuery(latestSyncsQuery(8));
  const syncs = query.data?.syncs;
  return (
    <NewestCard
      title="Recent syncs"
      all={{ href: "/syncs", label: "All syncs" }}
      query={query}
      nothing={syncs?.length === 0 ? "No sync has run yet." : null}
    >
      {syncs?.map((sync) => (
        <Row key={sync.syncId} sync={sync} />
      ))}
    </NewestCard>
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
        <Status word={wordOf(sync)} className="text-sm" />
        <p className="text-ink-faint text-xs">
          <span className="hidden sm:inline">{formatCount(sync.rowsChecked)} checked · </span>
          {formatCount(sync.rowsChanged)} changed · <Duration sync={sync} />
        </p>
      </div>
    </li>
  );
}
