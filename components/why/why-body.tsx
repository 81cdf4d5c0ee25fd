"use client";

import { useQuery } from "@tanstack/react-query";
import { FinalityMark } from "@/components/dashboard/finality-mark";
import { finalityWords } from "@/components/dashboard/finality-words";
import { numberColumn } from "@/components/numbers/columns";
import { Failed } from "@/components/ui/failed";
import { formatLongDay } from "@/components/ui/format-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { MetricRow } from "@/lib/api/numbers";
import { leastFinal } from "@/lib/domain/finality";
import { currentQuery, versionsQuery } from "./queries";
import { VersionRow } from "./version-row";
import type { WhyTarget } from "./why-target";

const daysWords = ({ from, to }: WhyTarget) =>
  from === to ? formatLongDay(from) : `${formatLongDay(from)} to ${formatLongDay(to)}`;

const listed = (values: (string | null)[]) =>
  [...new Set(values.filter((value) => value !== null))].join(", ");

/** Rows of one currency as one, in the metric that is asked for. */
function totalOf(rows: MetricRow[], metric: string): MetricRow {
  const [first] = rows;
  const told = rows.flatMap((row) => numberColumn(metric)?.value(row) ?? []);
  const sum = told.length === 0 ? null : told.reduce((left, right) => left + right, 0);
  return { ...(first as MetricRow), [metric]: sum };
}

function Now({ target, rows }: { target: WhyTarget; rows: MetricRow[] }) {
  const column = numberColumn(target.metric);
  const finality = leastFinal(rows.flatMap((row) => (row.finality === null ? [] : [row.finality])));
  if (rows.length === 0) return <p className="text-ink-soft text-sm">Nothing is stored for it any more.</p>;
  return (
    <>
      <p className="font-semibold text-lg tracking-tight">
        {column?.text(totalOf(rows, target.metric)) ?? "–"}
      </p>
      {rows.length > 1 ? (
        <p className="text-ink-soft text-sm">{rows.map((row) => column?.text(row) ?? "–").join(" + ")}</p>
      ) : null}
      {finality ? (
        <p className="text-ink-soft text-sm">
          <FinalityMark finality={finality} />: {finalityWords[finality].meaning}
        </p>
      ) : null}
    </>
  );
}

/** How a number came to be: what it is now, whether it can still move, and every value it had. */
export function WhyBody({ target, titleId }: { target: WhyTarget; titleId: string }) {
  const current = useQuery(currentQuery(target));
  const versions = useQuery(versionsQuery(target));
  const rows = current.data ?? [];
  const zone = listed(rows.map(({ timezone }) => timezone));
  const error = versions.error ?? current.error;
  const retry = () => void Promise.all([versions.refetch(), current.refetch()]);
  return (
    <div className="flex min-h-0 flex-col">
      <div className="border-line border-b px-3 py-2">
        <h2 id={titleId} className="break-words font-semibold">
          {numberColumn(target.metric)?.label ?? target.metric}
          <span className="font-normal text-ink-soft"> of {rows[0]?.entity_name ?? "all accounts"}</span>
        </h2>
        <p className="text-ink-faint text-xs">
          {daysWords(target)}
          {zone ? ` · days in ${zone}` : ""} · {listed(rows.map(({ currency }) => currency)) || "–"}
        </p>
        <div className="min-h-12 pt-1">
          {current.data ? <Now target={target} rows={rows} /> : <SkeletonRows count={1} className="h-10" />}
        </div>
      </div>
      {error ? (
        <div className="p-3">
          <Failed error={error} retry={retry} />
        </div>
      ) : null}
      {versions.data?.versions.length === 0 ? (
        <p className="p-3 text-ink-soft text-sm">It has not moved since it was first read.</p>
      ) : null}
      {versions.isPending ? (
        <div className="p-3">
          <SkeletonRows count={3} className="h-12" />
        </div>
      ) : null}
      <ol aria-label="Its values, newest first" className="min-h-0 divide-y overflow-y-auto">
        {versions.data?.versions.map((version) => (
          <VersionRow
            key={version.id}
            version={version}
            withDay={target.from !== target.to}
            withEntity={target.entityId === null}
          />
        ))}
      </ol>
      {versions.data?.hasMore ? (
        <p className="border-line border-t px-3 py-2 text-ink-faint text-xs">
          Older values are not listed here.
        </p>
      ) : null}
    </div>
  );
}
