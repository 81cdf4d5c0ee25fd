"use client";

import { clsx } from "clsx";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { AuditEntry } from "@/lib/api/audit";
import { detailOf, targetOf, wordsOfAction } from "./audit-words";

const head = "px-3 py-2 font-normal first:pl-4 last:pr-4";
const cell = "px-3 py-2 align-top first:pl-4 last:pr-4";
const wide = "hidden md:table-cell";

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <table className="w-full text-sm">
      <thead className="border-line border-b text-left text-ink-faint text-xs">
        <tr>
          <th className={head}>When</th>
          <th className={head}>What</th>
          <th className={clsx(head, wide)}>Details</th>
          <th className={clsx(head, wide)}>From</th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const target = targetOf(entry);
  const detail = detailOf(entry);
  return (
    <tr className="hover:bg-raised">
      <td className={clsx(cell, "whitespace-nowrap text-ink-soft")}>
        <Time at={entry.at} />
      </td>
      <td className={clsx(cell, "w-full md:w-auto")}>
        <p className="wrap-anywhere">
          <span className="font-medium">{entry.actor}</span>{" "}
          {entry.actor_type === "api_key" ? <Badge>API key</Badge> : null} {wordsOfAction(entry.action)}{" "}
          {target ? (
            <span className="font-medium" title={entry.target ?? undefined}>
              {target}
            </span>
          ) : null}
        </p>
        <p className="wrap-anywhere text-ink-faint text-xs md:hidden">{detail}</p>
      </td>
      <td className={clsx(cell, wide, "wrap-anywhere max-w-72 text-ink-soft")}>{detail}</td>
      <td className={clsx(cell, wide, "max-w-48 text-ink-faint text-xs")}>
        <p>{entry.ip}</p>
        <p className="truncate" title={entry.user_agent ?? undefined}>
          {entry.user_agent}
        </p>
      </td>
    </tr>
  );
}
