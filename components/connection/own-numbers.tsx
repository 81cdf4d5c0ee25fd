"use client";

import { AudienceCard } from "@/components/audience/lazy-audience-card";
import { rangeChoices, useRange } from "@/components/dashboard/use-range";
import { MarketSection } from "@/components/marketplace/lazy-market-section";
import { EntityNumbers } from "@/components/numbers/lazy-entity-numbers";
import { Segmented } from "@/components/ui/segmented";
import type { Connection } from "@/lib/api/connection";
import { ReconciliationBadge } from "./reconciliation-badge";

const listed = (values: string[]) => [...new Set(values)].sort().join(", ");

/** What a connection's numbers are counted in. */
function Units({ accounts }: Pick<Connection, "accounts">) {
  const chosen = accounts.filter(({ selected }) => selected);
  return (
    <p className="text-ink-soft text-sm">
      Money in {listed(chosen.map(({ currency }) => currency))} · days in{" "}
      {listed(chosen.map(({ timezone }) => timezone))}
    </p>
  );
}

/** A connection's numbers: per campaign, ad set or ad, or the orders, stock and money of a marketplace. */
export function OwnNumbers({ connection }: { connection: Connection }) {
  if (connection.tells_of === "ads") return <AdNumbers connection={connection} />;
  return (
    <>
      <Units accounts={connection.accounts} />
      <MarketSection connectionId={connection.id} />
    </>
  );
}

function AdNumbers({ connection }: { connection: Connection }) {
  const { length, range, choose } = useRange([connection]);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Units accounts={connection.accounts} />
        <div className="flex flex-wrap items-center gap-2">
          <ReconciliationBadge connectionId={connection.id} />
          <Segmented label="Range" value={length} choices={rangeChoices} onChange={choose} />
        </div>
      </div>
      <EntityNumbers connectionId={connection.id} connections={[connection]} range={range} />
      <AudienceCard connection={connection} range={range} />
    </>
  );
}
