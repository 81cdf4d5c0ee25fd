import {
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
} from "@tanstack/react-table";
import type { MetricRow } from "@/lib/api/numbers";
import type { NumberColumn } from "./columns";

/** Of the table library only sorting: its rows are virtual and its markup is ours. */
export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

type Row = { original: MetricRow };

const nameOf = (row: MetricRow) => row.entity_name ?? row.entity_id ?? "";
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Numbers that are missing come last whichever way the column is sorted. */
const columnOf = (column: NumberColumn) => ({
  id: column.name,
  accessorFn: (row: MetricRow) => column.value(row) ?? undefined,
  sortUndefined: "last" as const,
  sortDescFirst: true,
  sortFn: (left: Row, right: Row) => (column.value(left.original) ?? 0) - (column.value(right.original) ?? 0),
});

export const toTableColumns = (columns: NumberColumn[]) => [
  {
    id: "name",
    accessorFn: nameOf,
    sortFn: (left: Row, right: Row) => collator.compare(nameOf(left.original), nameOf(right.original)),
  },
  ...columns.map(columnOf),
];

/** `-spend` sorts by spend, largest first. */
export function parseSort(text: string | null): SortingState {
  const word = text ?? "-spend";
  return [{ id: word.replace(/^-/, ""), desc: word.startsWith("-") }];
}

export const writeSort = ([first]: SortingState): string | null =>
  first ? `${first.desc ? "-" : ""}${first.id}` : null;
