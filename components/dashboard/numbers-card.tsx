"use client";

import { useQuery } from "@tanstack/react-query";
import { Card, CardHeader } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import { CurrencyChoice } from "./currency-choice";
import { ExportLinks } from "./export-links";
import { NoNumbers } from "./no-numbers";
import { NumbersBody } from "./numbers-body";
import { dailyQuery } from "./queries";
import { useCurrency } from "./use-currency";
import { rangeChoices, useRange } from "./use-range";

export function NumbersCard({ connections }: { connections: Connection[] }) {
  const { length, range, withPrevious, choose } = useRange(connections);
  const { data, error, isPlaceholderData, refetch } = useQuery(dailyQuery(withPrevious));
  const { currencies, currency } = useCurrency(data?.rows ?? [], connections);
  const zones = data?.timezones.join(", ");
  return (
    <Card className="flex flex-col">
      <CardHeader title="Numbers" note={zones ? `Days in ${zones}` : undefined}>
        <div className="flex flex-wrap gap-2">
          <CurrencyChoice label="Currency" {...{ currency, currencies }} />
          <Segmented label="Range" value={length} choices={rangeChoices} onChange={choose} />
          {currency ? <ExportLinks range={range} /> : null}
        </div>
      </CardHeader>
      {error ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      {data && currency ? (
        <NumbersBody
          rows={data.rows.filter((row) => row.currency === currency)}
          range={range}
          currency={currency}
          isOneOfSeveral={currencies.length > 1}
          isOld={isPlaceholderData}
        />
      ) : null}
      {data && !currency ? <NoNumbers connections={connections} /> : null}
      {data || error ? null : <Skeleton className="m-4 h-110" />}
    </Card>
  );
}
