import { WhyCell } from "@/components/why/why-cell";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import type { Level } from "@/lib/domain/metric";
import type { NumberColumn } from "./columns";

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
  level: Level;
  range: DayRange;
  onOpen: () => void;
};

export function EntityRow({ row, index, columns, level, range, onOpen }: Props) {
  const place = [row.parent_name, row.account_name, row.currency, row.timezone].filter(Boolean).join(" · ");
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ height: rowHeight }}
      className="border-line border-t hover:bg-raised"
    >
      <th scope="row" className="sticky left-0 bg-surface px-4 text-left font-normal">
        <button
          type="button"
          data-card
          onClick={onOpen}
          title="Show its days"
          className="block max-w-full truncate font-medium underline-offset-2 hover:underline"
        >
          {row.entity_name ?? row.entity_id}
        </button>
        <span className="block truncate text-ink-faint text-xs" title={place}>
          {place}
        </span>
      </th>
      {columns.map((column) => (
        <td key={column.name} className="whitespace-nowrap px-2 text-right last:pr-4">
          <NumberCell row={row} column={column} level={level} range={range} />
        </td>
      ))}
    </tr>
  );
}
