"use client";

import { clsx } from "clsx";
import { SearchX, Table2 } from "lucide-react";
import { useMemo, useRef } from "react";
import { CurrencyChoice } from "@/components/dashboard/currency-choice";
import { useCurrency } from "@/components/dashboard/use-currency";
import { useUrlWords } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import { type Level, levelBelow } from "@/lib/domain/metric";
import { EntityDays } from "./entity-days";
import type { EntityPlace } from "./entity-place";
import { EntityTable } from "./entity-table";
import { levels, singles } from "./levels";
import { Trail } from "./trail";
import { useAllPages } from "./use-all-pages";
import { useTreePlace } from "./use-tree-place";

function search(rows: MetricRow[], words: string): MetricRow[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return rows;
  return rows.filter(({ entity_name, entity_id, parent_name, account_name }) =>
    `${entity_name} ${entity_id} ${parent_name} ${account_name}`.toLowerCase().includes(wanted),
  );
}

const placeOf = ({ connection_id: connectionId, entity_id: entityId }: MetricRow): EntityPlace | null =>
  connectionId && entityId ? { connectionId, entityId } : null;

type Props = { connectionId: string | null; connections: Connection[]; range: DayRange };

/** Numbers per campaign, ad set or ad over the chosen days; one of them opens into its days, or into its children. */
export function EntityNumbers({ connectionId, connections, range }: Props) {
  const { level, parent, open, goTo, openDays } = useTreePlace();
  const region = useRef<HTMLElement>(null);
  const { words, type } = useUrlWords("find");
  const query = useAllPages({
    connectionId: parent?.connectionId ?? connectionId,
    level,
    range,
    parentId: parent?.entityId,
  });
  const { currencies, currency } = useCurrency(query.rows, connections);
  const rows = useMemo(() => query.rows.filter((row) => row.currency === currency), [query.rows, currency]);
  const shown = useMemo(() => search(rows, words), [rows, words]);
  /** What was pressed is gone then, so the keyboard goes on in the table, at its top. */
  const enter = (next: Level, place: EntityPlace | null) => {
    type("");
    goTo(next, place);
    region.current?.scrollTo(0, 0);
    region.current?.focus();
  };
  const enterChildren = (place: EntityPlace | null) => enter(levelBelow[level] ?? level, place);
  const count = plural(rows.length, singles[level]);
  const note = `${formatDay(range.from)} to ${formatDay(range.to)} · ${query.isWhole ? count : `${count} so far`}${currencies.length > 1 ? ` in ${currency}` : ""}`;
  return (
    <Card>
      <CardHeader title="Numbers in detail" note={note}>
        <div className="flex flex-wrap gap-2">
          <CurrencyChoice label="Currency of the details" {...{ currency, currencies }} />
          <Segmented label="Level" value={level} choices={levels} onChange={(value) => goTo(value, null)} />
          <SearchInput label={`Search ${singles[level]}s`} value={words} onChange={type} />
        </div>
      </CardHeader>
      {parent ? (
        <Trail
          level={level}
          parents={query.parents}
          onGo={(next, entityId) => enter(next, entityId ? { ...parent, entityId } : null)}
        />
      ) : null}
      {open ? (
        <EntityDays
          filter={{ connectionId: open.connectionId, level, range }}
          entityId={open.entityId}
          onBack={() => openDays(null)}
          onEnter={() => enterChildren(open)}
        />
      ) : (
        <div className={clsx("min-h-60", query.isPlaceholderData && "pointer-events-none opacity-60")}>
          {query.error ? (
            <div className="p-4">
              <Failed error={query.error} retry={() => void query.refetch()} />
            </div>
          ) : null}
          {query.isPending ? <Skeleton className="m-4 h-110" /> : null}
          {shown.length > 0 ? (
            <EntityTable
              rows={shown}
              level={level}
              range={range}
              region={region}
              onOpen={(row) => openDays(placeOf(row))}
              onEnter={(row) => enterChildren(placeOf(row))}
            />
          ) : null}
          {query.isWhole && query.rows.length === 0 ? (
            <Empty
              icon={Table2}
              title={
                parent ? `No ${singles[level]}s in it` : `No numbers per ${singles[level]} in these days`
              }
            >
              {parent
                ? "The provider lists none."
                : "The provider told none, or the first sync is still reading them."}
            </Empty>
          ) : null}
          {query.rows.length > 0 && shown.length === 0 ? (
            <Empty
              icon={SearchX}
              title="No match"
              action={<Button onClick={() => type("")}>Clear search</Button>}
            >
              There are {count}, none with these words.
            </Empty>
          ) : null}
        </div>
      )}
    </Card>
  );
}
