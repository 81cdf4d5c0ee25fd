import type { Connection } from "@/lib/api/connection";

/** Currencies with numbers, those of more accounts first. */
export function currenciesOf(rows: { currency: string }[], connections: Connection[]): string[] {
  const accounts = connections.flatMap((connection) => connection.accounts);
  const countOf = (currency: string) => accounts.filter((account) => account.currency === currency).length;
  const found = [...new Set(rows.map(({ currency }) => currency))].sort();
  return found.sort((left, right) => countOf(right) - countOf(left));
}
