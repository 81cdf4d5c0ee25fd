"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { formatCount, formatMoney, formatShare } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { Change } from "@/lib/api/numbers";
import { changesQuery } from "./queries";

const shown = 8;
const moneyMetrics = new Set(["spend", "revenue", "profit"]);

function wordsOfValue(change: Change, value: string | null): string {
  if (value === null) return "none";
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const isMoney = moneyMetrics.has(change.metric);
  return isMoney && change.currency ? formatMoney(number, change.currency) : formatCount(number);
}

function shareOf({ old, new: now }: Change): string {
  const before = Number(old);
  const after = Number(now);
  if (old === null || now === null || !(before > 0) || !Number.isFinite(after)) return "";
  const share = (after - before) / before;
  return `${share > 0 ? "+" : ""}${formatShare(share)}`;
}

/** The newest numbers that moved, each with its old value. */
export function ChangesCard() {
  const { data, error, isPending, refetch } = useQuery(changesQuery());
  return (
    <Card>
      <CardHeader title="What changed lately" />
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
        {data?.changes.length === 0 ? (
          <p className="p-4 text-ink-soft text-sm">
            No number has moved since it was first read. Restatements by a provider appear here, old value and
            new.
          </p>
        ) : null}
        <ul className="divide-y">
          {data?.changes.slice(0, shown).map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function ChangeRow({ change }: { change: Change }) {
  return (
    <li className="flex items-baseline justify-between gap-4 px-4 py-2 text-sm">
      <div className="min-w-0">
        <p className="truncate">
          <span className="font-medium">{change.entity_name}</span>{" "}
          <span className="text-ink-soft">
            {change.metric} of {formatDay(change.day)}
          </span>
        </p>
        <p className="truncate text-ink-faint text-xs">
          {change.connection_name} · {change.cause.replaceAll("_", " ")} ·{" "}
          <Link href={`/syncs/${change.run_id}`} className="underline underline-offset-2">
            <Time at={change.observed_at} />
          </Link>
        </p>
      </div>
      <div className="shrink-0 text-right">
        <p className="whitespace-nowrap">
          <span className="text-ink-faint">{wordsOfValue(change, change.old)}</span>
          <ArrowRight aria-label="became" className="mx-1 inline size-3 text-ink-faint" />
          <span className="font-medium">{wordsOfValue(change, change.new)}</span>
        </p>
        <p className="text-ink-soft text-xs">{shareOf(change)}</p>
      </div>
    </li>
  );
}
