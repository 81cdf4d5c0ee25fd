"use client";

import { functionalUpdate, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useMemo } from "react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import { type Level, levelBelow } from "@/lib/domain/metric";
import { columnsIn } from "./columns";
import { EntityRow, rowHeight } from "./entity-row";
import { labelOf, singles } from "./levels";
import { SortHeader } from "./sort-header";
import { features, parseSort, toTableColumns, writeSort } from "./table-features";

type Props = {
  rows: MetricRow[];
  level: Level;
  range: DayRange;
  /** The part that scrolls. */
  region: RefObject<HTMLElement | null>;
  onOpen: (row: MetricRow) => void;
  onEnter: (row: MetricRow) => void;
};

const nameWidth = 232;
const childrenWidth = 68;
const numberWidth = 99;

/** Many entities in little: only the rows in sight are in the document, whatever is sorted or scrolled. */
export function EntityTable({ rows, level, range, region, onOpen, onEnter }: Props) {
  const filter = useUrlFilter();
  const numbers = useMemo(() => columnsIn(rows), [rows]);
  const columns = useMemo(() => toTableColumns(numbers), [numbers]);
  const sort = filter.get("sort");
  const sorting = useMemo(() => {
    const asked = parseSort(sort);
    return asked.every(({ id }) => id === "name" || numbers.some(({ name }) => name === id))
      ? asked
      : parseSort("name");
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
  const childLevel = rows.some(({ children }) => children) ? levelBelow[level] : null;
  const span = numbers.length + (childLevel ? 2 : 1);
  const minWidth = nameWidth + (childLevel ? childrenWidth : 0) + numberWidth * numbers.length;
  return (
    <>
      {numbers.length === 0 ? (
        <p className="px-4 py-2 text-ink-soft text-sm">
          The provider told no numbers per {singles[level]} in these days.
        </p>
      ) : null}
      <section
        ref={region}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        aria-label={`Numbers per ${singles[level]}`}
        className="relative max-h-130 overflow-auto"
      >
        <table
          aria-rowcount={sorted.length + 1}
          style={{ width: "100%", minWidth }}
          className="table-fixed text-sm"
        >
          <colgroup>
            <col style={{ width: nameWidth }} />
            {childLevel ? <col style={{ width: childrenWidth }} /> : null}
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
              {childLevel ? (
                <th scope="col" className="border-line border-b bg-surface px-2 py-1 text-right font-normal">
                  {labelOf(childLevel)}
                </th>
              ) : null}
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
                  {...{ row, index, columns: numbers, childLevel, level, range }}
                  onOpen={() => onOpen(row)}
                  onEnter={() => onEnter(row)}
                />
              );
            })}
            <Spacer span={span} height={below} />
          </tbody>
        </table>
      </section>
    </>
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
