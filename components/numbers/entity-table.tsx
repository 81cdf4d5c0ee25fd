"use client";

import { functionalUpdate, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import type { Level } from "@/lib/domain/metric";
import { columnsIn } from "./columns";
import { EntityRow, rowHeight } from "./entity-row";
import { SortHeader } from "./sort-header";
import { features, parseSort, toTableColumns, writeSort } from "./table-features";

type Props = {
  rows: MetricRow[];
  level: Level;
  range: DayRange;
  label: string;
  onOpen: (row: MetricRow) => void;
};

const nameWidth = 232;
const numberWidth = 99;

/** Many entities in little: only the rows in sight are in the document, whatever is sorted or scrolled. */
export function EntityTable({ rows, level, range, label, onOpen }: Props) {
  const filter = useUrlFilter();
  const region = useRef<HTMLElement>(null);
  const numbers = useMemo(() => columnsIn(rows), [rows]);
  const columns = useMemo(() => toTableColumns(numbers), [numbers]);
  const sort = filter.get("sort");
  const sorting = useMemo(() => {
    const asked = parseSort(sort);
    return asked.every(({ id }) => id === "name" || numbers.some(({ name }) => name === id)) ? asked : [];
  }, [sort, numbers]);
  const table = useTable({
    features,
    columns,
    data: rows,
    state: { sorting },
    enableSortingRemoval: false,
    onSortingChange: (change) => filter.set({ sort: writeSort(functionalUpdate(change, sorting)) }),
  });
  const sorted = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const headerOf = (id: string) => table.getColumn(id);
  const span = numbers.length + 1;
  return (
    <section
      ref={region}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="relative max-h-130 overflow-auto"
    >
      <table
        aria-rowcount={sorted.length + 1}
        style={{ width: "100%", minWidth: nameWidth + numberWidth * numbers.length }}
        className="table-fixed text-sm"
      >
        <colgroup>
          <col style={{ width: nameWidth }} />
          {numbers.map(({ name }) => (
            <col key={name} style={{ width: numberWidth }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 text-ink-faint text-xs">
          <tr aria-rowindex={1}>
            <SortHeader
              label="Name"
              sorted={headerOf("name")?.getIsSorted() ?? false}
              onSort={() => headerOf("name")?.toggleSorting()}
              className="sticky left-0 px-4 text-left"
            />
            {numbers.map((column) => (
              <SortHeader
                key={column.name}
                label={column.label}
                meaning={column.meaning}
                sorted={headerOf(column.name)?.getIsSorted() ?? false}
                onSort={() => headerOf(column.name)?.toggleSorting()}
                className="px-2 text-right last:pr-4"
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer span={span} height={above} />
          {items.map(({ index, key }) => {
            const row = sorted[index]?.original;
            if (!row) return null;
            return (
              <EntityRow
                key={key}
                {...{ row, index, columns: numbers, level, range }}
                onOpen={() => onOpen(row)}
              />
            );
          })}
          <Spacer span={span} height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Holds the place of rows that are out of sight. */
function Spacer({ span, height }: { span: number; height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
