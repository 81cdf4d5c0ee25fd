"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useProviderNames } from "@/components/connections/use-provider-names";
import { formatCount } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { SyncStatus } from "@/lib/api/sync-start";
import { ChangedRows, Duration, triggerOf } from "./sync-facts";
import { wordOf } from "./sync-words";

const head = "px-3 py-2 font-normal first:pl-4 last:pr-4";
const cell = "px-3 py-2 align-top first:pl-4 last:pr-4";
const wide = "hidden md:table-cell";

export function HistoryTable({ syncs }: { syncs: SyncStatus[] }) {
  const nameOf = useProviderNames();
  return (
    <table className="w-full text-sm">
      <thead className="border-line border-b text-left text-ink-faint text-xs">
        <tr>
          <th className={head}>Status</th>
          <th className={head}>Connection</th>
          <th className={clsx(head, wide)}>Started</th>
          <th className={clsx(head, wide)}>Why</th>
          <th className={clsx(head, wide, "text-right")}>Took</th>
          <th className={clsx(head, wide, "text-right")}>Rows checked</th>
          <th className={clsx(head, "text-right")}>Rows changed</th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {syncs.map((sync) => (
          <Row key={sync.syncId} sync={sync} provider={nameOf(sync.provider)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ sync, provider }: { sync: SyncStatus; provider: string }) {
  const isRunning = sync.status === "in_progress";
  return (
    <tr className="hover:bg-raised">
      <td className={cell}>
        <Status word={wordOf(sync)} />
        {isRunning ? <span className="text-ink-soft"> {Math.floor(sync.progress)}&nbsp;%</span> : null}
      </td>
      <td className={clsx(cell, "w-full max-w-0 md:w-2/5")}>
        <p className="truncate">
          <Link data-card href={`/syncs/${sync.syncId}`} className="font-medium hover:underline">
            {sync.connectionName}
          </Link>{" "}
          {sync.connectionName.startsWith(provider) ? null : (
            <span className="text-ink-faint text-xs">{provider}</span>
          )}
        </p>
        <p className="truncate text-ink-faint text-xs md:hidden">
          <Time at={sync.startedAt} /> · {triggerOf(sync)}
        </p>
        {sync.error ? <p className="truncate text-ink-soft text-xs">{sync.error}</p> : null}
      </td>
      <td className={clsx(cell, wide)}>
        <Time at={sync.startedAt} />
      </td>
      <td className={clsx(cell, wide, "text-ink-soft")}>{triggerOf(sync)}</td>
      <td className={clsx(cell, wide, "whitespace-nowrap text-right")}>
        <Duration sync={sync} />
      </td>
      <td className={clsx(cell, wide, "text-right")}>{formatCount(sync.rowsChecked)}</td>
      <td className={clsx(cell, "text-right")}>
        <ChangedRows sync={sync} />
      </td>
    </tr>
  );
}
