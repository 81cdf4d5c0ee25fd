"use client";

import { useSliceRefresh } from "@/components/syncs/use-slice-refresh";
import { formatCount } from "@/components/ui/format";
import type { SyncJob } from "@/lib/api/sync";
import { isActive } from "@/lib/domain/run-status";
import { streamWords } from "./step-words";

/** What a seller counts, in the order it is read. */
const told = ["orders", "inventory", "returns", "fees", "claims"];

/** Rows looked at so far per stream of a marketplace; nothing for a connection of ads. */
export function StreamCounts({ run }: { run: SyncJob }) {
  const isMarketplace = run.slices.some(({ stream }) => stream === "orders");
  useSliceRefresh(run.id, isMarketplace && isActive(run.run_status));
  if (!isMarketplace) return null;
  const counts = told.flatMap((stream) => {
    const own = run.slices.filter((slice) => slice.stream === stream);
    const checked = own.reduce((total, { counters }) => total + counters.fetched, 0);
    return checked === 0 ? [] : [`${formatCount(checked)} ${streamWords(stream)}`];
  });
  return counts.length === 0 ? null : <span>{counts.join(" · ")}</span>;
}
