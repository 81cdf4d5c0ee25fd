"use client";

import { rangeChoices, useRange } from "@/components/dashboard/use-range";
import { EntityNumbers } from "@/components/numbers/lazy-entity-numbers";
import { Segmented } from "@/components/ui/segmented";
import type { Connection } from "@/lib/api/connection";
import { ReconciliationBadge } from "./reconciliation-badge";

const listed = (values: string[]) => [...new Set(values)].sort().join(", ");

/** A connection's numbers per campaign, ad set or ad, with what they are counted in. */
export function OwnNumbers({ connection }: { connection: Connection }) {
  const { length, range, choose } = useRange([connection]);
  const accounts = connection.accounts.filter(({ selected }) => selected);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-soft text-sm">
          Money in {listed(accounts.map(({ currency }) => currency))} · days in{" "}
          {listed(accounts.map(({ timezone }) => timezone))}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <ReconciliationBadge connectionId={connection.id} />
          <Segmented label="Range" value={length} choices={rangeChoices} onChange={choose} />
        </div>
      </div>
      <EntityNumbers connectionId={connection.id} connections={[connection]} range={range} />
    </>
  );
}
