"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { formatCount, formatMoney, plural } from "@/components/ui/format";
import { Time } from "@/components/ui/time";
import type { FeeRow, InventoryRow, OrderRow } from "@/lib/api/marketplace";
import { feeWords, orderWords } from "./row-words";

type LineProps = { title: ReactNode; detail: ReactNode; value: ReactNode; note: ReactNode };

/** What it is on the left, how much on the right. */
function Line({ title, detail, value, note }: LineProps) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="wrap-anywhere">{title}</p>
        <p className="wrap-anywhere text-ink-faint text-xs">{detail}</p>
      </div>
      <div className="ml-auto text-right">
        <p className="whitespace-nowrap font-medium tabular-nums">{value}</p>
        <p className="text-ink-faint text-xs">{note}</p>
      </div>
    </li>
  );
}

const notTold = <span className="font-normal text-ink-faint">not told yet</span>;

export function OrderListRow({ order }: { order: OrderRow }) {
  const { label, tone } = orderWords[order.status];
  const units = order.items.reduce((sum, { quantity_ordered }) => sum + quantity_ordered, 0);
  const goods = order.items.map(({ sku, title }) => sku ?? title).join(", ");
  return (
    <Line
      title={
        <>
          <span className="mr-2 font-mono">{order.order_id}</span>
          <Badge tone={tone}>{label}</Badge>
        </>
      }
      detail={`${plural(units, "unit")}${goods ? ` of ${goods}` : ""} · ${order.sales_channel}`}
      value={order.total === null ? notTold : formatMoney(Number(order.total), order.currency)}
      note={<Time at={order.purchased_at} />}
    />
  );
}

export function StockListRow({ item }: { item: InventoryRow }) {
  const inbound = item.inbound_working + item.inbound_shipped + item.inbound_receiving;
  const parts = [
    [item.reserved, "reserved"],
    [inbound, "inbound"],
    [item.researching, "being looked for"],
    [item.unfulfillable, "cannot be sold"],
  ] as const;
  const rest = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatCount(count)} ${words}`);
  return (
    <Line
      title={
        <>
          <span className="mr-2 font-mono">{item.sku}</span>
          {item.fulfillable === 0 ? <Badge tone="warn">Out of stock</Badge> : null}
        </>
      }
      detail={[item.name, item.asin].filter(Boolean).join(" · ")}
      value={`${formatCount(item.fulfillable)} to sell`}
      note={rest.length > 0 ? rest.join(" · ") : `${formatCount(item.total)} in all`}
    />
  );
}

export function FeeListRow({ fee }: { fee: FeeRow }) {
  const about = [fee.description, fee.order_id, fee.sku].filter(Boolean);
  return (
    <Line
      title={
        <>
          <span className="mr-2 font-medium">{feeWords[fee.kind]}</span>
          {fee.status === "deferred" ? <Badge>Held back</Badge> : null}
        </>
      }
      detail={about.length > 0 ? about.join(" · ") : fee.type}
      value={formatMoney(Number(fee.total), fee.currency)}
      note={<Time at={fee.posted_at} />}
    />
  );
}
