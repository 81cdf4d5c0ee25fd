import { formatCount, formatMoney, plural } from "@/components/ui/format";
import { Glow } from "@/components/ui/glow";
import type { MarketSummary } from "@/lib/api/marketplace-summary";

type Tile = { label: string; value: string; title?: string; note: string };

/** Amounts of several currencies side by side: they are never added up. */
const moneyWords = (amounts: { currency: string; amount: string }[], look: "whole" | "standard") =>
  amounts.length === 0
    ? "–"
    : amounts.map(({ currency, amount }) => formatMoney(Number(amount), currency, look)).join(" + ");

/** Side by side there is no room for cents; all of it is in the title. */
const money = (amounts: { currency: string; amount: string }[]) => ({
  value: moneyWords(amounts, amounts.length > 1 ? "whole" : "standard"),
  title: moneyWords(amounts, "standard"),
});

function tilesOf({ orders, stock, fees, claims }: MarketSummary): Tile[] {
  return [
    {
      label: "Orders, 30 days",
      value: formatCount(orders.last_30_days),
      note: `${formatCount(orders.total)} stored`,
    },
    {
      label: "Sales, 30 days",
      ...money(orders.sales_last_30_days),
      note: "without cancelled orders",
    },
    { label: "Fees, 30 days", ...money(fees.last_30_days), note: "less what was given back" },
    {
      label: "Units in stock",
      value: formatCount(stock.units),
      note: `${formatCount(stock.out_of_stock)} of ${plural(stock.listings, "listing")} out of stock`,
    },
    {
      label: "Open claims",
      ...money(claims.amounts),
      note: `${plural(claims.open, "claim")}, ${formatCount(claims.due_soon)} due within 7 days`,
    },
  ];
}

/** The marketplaces in five numbers. */
export function MarketTiles({ summary }: { summary: MarketSummary }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 xl:grid-cols-5">
      {tilesOf(summary).map(({ label, value, title, note }) => (
        <div
          key={label}
          className="flex min-w-0 flex-col gap-1 bg-surface p-3 last:col-span-2 md:last:col-span-1"
        >
          <dt className="text-ink-soft text-sm">{label}</dt>
          <dd className="truncate font-semibold text-lg tracking-tight" title={title ?? value}>
            <Glow text={value} />
          </dd>
          <dd className="text-ink-faint text-xs">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
