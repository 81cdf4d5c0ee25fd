import Link from "next/link";
import { streamWords } from "@/components/sync/step-words";
import { Badge } from "@/components/ui/badge";
import { formatDay } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import { payloadLength, type QuarantinedRow } from "@/lib/api/quarantine";

function daysOf({ from, to }: QuarantinedRow): string | null {
  if (from === null || to === null) return null;
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}

/** One row that could not be used: where it was, what is wrong with it, and how it began. */
export function SetAsideRow({ row, runId }: { row: QuarantinedRow; runId: string }) {
  const { field, reason, payload, resolved_at: resolvedAt } = row;
  const place = [row.account_name ?? row.account_id, daysOf(row)].filter((part) => part !== null);
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="wrap-anywhere">
        {field === null ? null : <code className="mr-1.5 font-medium font-mono">{field}</code>}
        {reason} {resolvedAt === null ? null : <Badge tone="good">Came right since</Badge>}
      </p>
      <p className="wrap-anywhere text-ink-soft text-xs">
        <span className="inline-block first-letter:uppercase">{streamWords(row.stream)}</span>
        {place.map((part) => ` · ${part}`)}
      </p>
      {row.key === null ? null : (
        <p className="wrap-anywhere text-ink-soft text-xs">
          Row <code className="font-mono">{row.key}</code>
        </p>
      )}
      <pre className="wrap-anywhere whitespace-pre-wrap rounded-md bg-raised px-2 py-1.5 font-mono text-xs">
        {payload}
        {payload.length >= payloadLength ? "…" : ""}
      </pre>
      <p className="text-ink-faint text-xs">
        first seen <Time at={row.first_seen_at} />
        {row.run_id === runId ? null : (
          <>
            {" · "}came again <Time at={row.last_seen_at} /> in{" "}
            <Link href={`/syncs/${row.run_id}`} className="text-accent underline underline-offset-2">
              a later sync
            </Link>
          </>
        )}
        {resolvedAt === null ? null : (
          <>
            {" · "}came right <Time at={resolvedAt} />
          </>
        )}
      </p>
    </li>
  );
}
