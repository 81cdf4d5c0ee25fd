"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ChevronRight } from "lucide-react";
import { FinalityMark } from "@/components/dashboard/finality-mark";
import { Button } from "@/components/ui/button";
import { Failed } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { formatLongDay } from "@/components/ui/format-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { MetricRow } from "@/lib/api/numbers";
import { levelBelow } from "@/lib/domain/metric";
import { columnsIn } from "./columns";
import { NumberCell } from "./entity-row";
import { EntityStateBadge } from "./entity-state-badge";
import { singles } from "./levels";
import { type EntityFilter, entityDaysQuery } from "./queries";

type Props = { filter: EntityFilter; entityId: string; onBack: () => void; onEnter: () => void };

/** One entity day by day, newest first; each number can be asked why. */
export function EntityDays({ filter, entityId, onBack, onEnter }: Props) {
  const { data, error, refetch } = useQuery(entityDaysQuery(filter, entityId));
  const [first] = data?.rows ?? [];
  const below = levelBelow[filter.level];
  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2">
        <Button size="sm" onClick={onBack}>
          <ArrowLeft aria-hidden="true" className="size-3.5" />
          All
        </Button>
        {first ? (
          <p className="min-w-0 text-sm">
            <span className="font-semibold">{first.entity_name}</span>{" "}
            <EntityStateBadge status={first.entity_status} />{" "}
            <span className="text-ink-faint text-xs">
              {[first.parent_name, first.account_name, first.currency].filter(Boolean).join(" · ")} · days in{" "}
              {first.timezone}
            </span>
          </p>
        ) : null}
        {first?.children && below ? (
          <Button size="sm" onClick={onEnter}>
            {plural(first.children, singles[below])}
            <ChevronRight aria-hidden="true" className="size-3.5" />
          </Button>
        ) : null}
      </div>
      {error ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      {data ? <DayTable rows={data.rows.toReversed()} filter={filter} /> : null}
      {data || error ? null : <Skeleton className="m-4 h-110" />}
    </>
  );
}

function DayTable({ rows, filter }: { rows: MetricRow[]; filter: EntityFilter }) {
  const columns = columnsIn(rows);
  if (rows.length === 0) return <p className="p-4 text-ink-soft text-sm">It has no numbers in these days.</p>;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      aria-label="Its days"
      className="relative max-h-130 overflow-auto"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 z-10 bg-surface text-ink-faint text-xs">
          <tr>
            <th className="px-4 py-2 text-left font-normal">Day</th>
            <th className="px-3 py-2 text-left font-normal">Can it change?</th>
            {columns.map(({ name, label, meaning }) => (
              <th key={name} title={meaning} className="px-3 py-2 text-right font-normal last:pr-4">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const day = row.day ?? "";
            return (
              <tr key={day} className="border-line border-t">
                <td className="whitespace-nowrap px-4 py-1.5">{formatLongDay(day)}</td>
                <td className="px-3 py-1.5">
                  <FinalityMark finality={row.finality} />
                </td>
                {columns.map((column) => (
                  <td key={column.name} className="whitespace-nowrap px-3 py-1.5 text-right last:pr-4">
                    <NumberCell
                      row={row}
                      column={column}
                      level={filter.level}
                      range={{ from: day, to: day }}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
