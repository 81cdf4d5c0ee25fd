"use client";

import { useMemo } from "react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import type { Connection } from "@/lib/api/connection";
import { currenciesOf } from "./currencies-of";

/** The currency whose numbers are on screen, of those there are; undefined without numbers. */
export function useCurrency(rows: { currency: string }[], connections: Connection[]) {
  const asked = useUrlFilter().get("currency");
  const currencies = useMemo(() => currenciesOf(rows, connections), [rows, connections]);
  return { currencies, currency: currencies.find((one) => one === asked) ?? currencies[0] };
}
