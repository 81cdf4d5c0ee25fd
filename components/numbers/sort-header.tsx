import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";

type Props = {
  label: string;
  meaning?: string;
  sorted: false | "asc" | "desc";
  onSort: () => void;
  className?: string;
};

const ariaSort = { asc: "ascending", desc: "descending" } as const;

/** A column's title; pressing it sorts by the column, pressing it again turns the order round. */
export function SortHeader({ label, meaning, sorted, onSort, className }: Props) {
  const Icon = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? ariaSort[sorted] : "none"}
      className={clsx("border-line border-b bg-surface py-1 font-normal", className)}
    >
      <button
        type="button"
        title={meaning}
        onClick={onSort}
        className={clsx(
          "inline-flex h-6 items-center gap-1 hover:text-ink",
          sorted && "font-medium text-ink",
        )}
      >
        {sorted ? <Icon aria-hidden="true" className="size-3" /> : null}
        {label}
      </button>
    </th>
  );
}
