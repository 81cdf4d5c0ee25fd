"use client";

import { type ReactNode, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { searchOf } from "@/lib/api/search-of";
import { FeeList, OrderList, StockList } from "./row-lists";

const lists = {
  orders: { label: "Orders", note: "newest first", List: OrderList },
  inventory: { label: "Stock", note: "each listing by its SKU", List: StockList },
  fees: { label: "Transactions", note: "newest posting first", List: FeeList },
} as const satisfies Record<
  string,
  { label: string; note: string; List: (props: { connectionId: string }) => ReactNode }
>;
type Dataset = keyof typeof lists;

const choices = (Object.keys(lists) as Dataset[]).map((value) => ({ value, label: lists[value].label }));

/** The stored rows of a marketplace connection: its orders, stock and transactions. */
export function RowsCard({ connectionId }: { connectionId: string }) {
  const [dataset, setDataset] = useState<Dataset>("orders");
  const { label, note, List } = lists[dataset];
  return (
    <Card>
      <CardHeader title={label} note={note}>
        <div className="flex flex-wrap items-center gap-2">
          <Segmented label="Rows of" value={dataset} choices={choices} onChange={setDataset} />
          <a
            href={`/api/export/${dataset}?${searchOf({ format: "csv", connectionId })}`}
            download
            className={buttonClass({ size: "sm" })}
            title={`All ${label.toLowerCase()} of this connection as CSV`}
          >
            Export
            <span className="sr-only"> all {label.toLowerCase()} as CSV</span>
          </a>
        </div>
      </CardHeader>
      <List connectionId={connectionId} />
    </Card>
  );
}
