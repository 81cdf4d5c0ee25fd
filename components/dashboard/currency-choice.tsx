"use client";

import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Segmented } from "@/components/ui/segmented";

type Props = { label: string; currency: string | undefined; currencies: string[] };

/** Which currency to show, of several; amounts are never added up across them. */
export function CurrencyChoice({ label, currency, currencies }: Props) {
  const filter = useUrlFilter();
  if (currency === undefined || currencies.length < 2) return null;
  return (
    <Segmented
      label={label}
      value={currency}
      choices={currencies.map((value) => ({ value, label: value }))}
      onChange={(value) => filter.set({ currency: value })}
    />
  );
}
