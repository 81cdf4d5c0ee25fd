import { ChevronRight } from "lucide-react";
import { formatCount } from "@/components/ui/format";
import { WhyCell } from "@/components/why/why-cell";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import type { Level } from "@/lib/domain/metric";
import type { NumberColumn } from "./columns";
import { EntityStateBadge } from "./entity-state-badge";
import { singles } from "./levels";

/** Pixels; every row is as high, so that the scroll bar never jumps. */
export const rowHeight = 48;

type CellProps = { row: MetricRow; column: NumberColumn; level: Level; range: DayRange };

/** A number of a row; one whose changes are recorded can be asked why. */
export function NumberCell({ row, column, level, range }: CellProps) {
  const text = column.text(row);
  const isAskable = column.isRecorded && column.value(row) !== null && row.entity_id !== null;
  if (!isAskable) return <span title={column.meaning}>{text}</span>;
  const { connection_id: connectionId, entity_id: entityId } = row;
  return (
    <WhyCell
      target={{ connectionId, level, entityId, ...range, metric: column.name, currency: null }}
      text={text}
    />
  );
}

type Props = {
  row: MetricRow;
  index: number;
  columns: NumberColumn[];
  /** The level of which a column tells how many it holds. */
  childLevel: Level | null;
  level: Level;
  range: DayRange;
  onOpen: () => void;
  onEnter: () => void;
};

export function EntityRow({ row, index, columns, childLevel, level, range, onOpen, onEnter }: Props) {
  const place = [row.parent_name, row.account_name, row.currency, row.timezone].filter(Boolean).join(" · ");
  const name = row.entity_name ?? row.entity_id ?? "";
  const hasNumbers = columns.some((column) => column.value(row) !== null);
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ height: rowHeight }}
      className="border-line border-t hover:bg-raised"
    >
      <th scope="row" className="sticky left-0 bg-surface px-4 text-left font-normal">
        <span className="flex items-center gap-1.5">
          {hasNumbers ? (
            <button
              type="button"
              data-card
              onClick={onOpen}
              title={`${name}: show its days`}
              className="block truncate font-medium underline-offset-2 hover:underline"
            >
              {name}
            </button>
          ) : (
            <span title={name} className="truncate font-medium">
              {name}
            </span>
          )}
          <EntityStateBadge status={row.entity_status} />
        </span>
        <span className="block truncate text-ink-faint text-xs" title={place}>
          {place}
        </span>
      </th>
      {childLevel ? (
        <td className="whitespace-nowrap px-2 text-right">
          {row.children ? (
            <button
              type="button"
              data-card={hasNumbers ? undefined : true}
              onClick={onEnter}
              title={`Show its ${singles[childLevel]}s`}
              className="inline-flex h-7 items-center gap-0.5 text-accent underline-offset-2 hover:underline"
            >
              {formatCount(row.children)}
              <span className="sr-only">
                {" "}
                {singles[childLevel]}s of {name}
              </span>
              <ChevronRight aria-hidden="true" className="size-3.5" />
            </button>
          ) : (
            <span className="text-ink-faint">–</span>
          )}
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.name} className="whitespace-nowrap px-2 text-right last:pr-4">
          <NumberCell row={row} column={column} level={level} range={range} />
        </td>
      ))}
    </tr>
  );
}
