"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RowPages } from "@/components/ui/row-pages";
import { FeeListRow, OrderListRow, StockListRow } from "./market-rows";
import { feesQuery, ordersQuery, stockQuery } from "./row-queries";

type Props = { connectionId: string };

export function OrderList({ connectionId }: Props) {
  const query = useInfiniteQuery(ordersQuery(connectionId));
  return (
    <RowPages
      label="Orders, newest first"
      none="No order was read yet."
      query={query}
      rows={query.data?.pages.flatMap(({ orders }) => orders)}
      row={(order) => <OrderListRow key={`${order.account_id} ${order.order_id}`} order={order} />}
    />
  );
}

export function StockList({ connectionId }: Props) {
  const query = useInfiniteQuery(stockQuery(connectionId));
  return (
    <RowPages
      label="Stock by SKU"
      none="No listing was read yet."
      query={query}
      rows={query.data?.pages.flatMap(({ inventory }) => inventory)}
      row={(item) => <StockListRow key={`${item.account_id} ${item.sku} ${item.fnsku}`} item={item} />}
    />
  );
}

export function FeeList({ connectionId }: Props) {
  const query = useInfiniteQuery(feesQuery(connectionId));
  return (
    <RowPages
      label="Transactions, newest first"
      none="No transaction was read yet."
      query={query}
      rows={query.data?.pages.flatMap(({ fees }) => fees)}
      row={(fee) => <FeeListRow key={`${fee.account_id} ${fee.transaction_id}`} fee={fee} />}
    />
  );
}
