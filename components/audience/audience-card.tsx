"use client";

import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { UsersRound } from "lucide-react";
import { CurrencyChoice } from "@/components/dashboard/currency-choice";
import { useCurrency } from "@/components/dashboard/use-currency";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Card, CardHeader } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import type { DayRange } from "@/lib/domain/day";
import { AudienceBars } from "./audience-bars";
import { AudienceTable } from "./audience-table";
import { coverWords } from "./audience-words";
import { audienceQuery } from "./queries";
import { breakdownsOf, isMeasure, measures, measureWords, segmentsOf } from "./segments";

/** More than these do not fit beside each other on a phone. */
const mostInSight = 3;

/** Who saw an account's ads: a bar per age, gender or whatever the provider tells apart. */
export function AudienceCard({ connection, range }: { connection: Connection; range: DayRange }) {
  const filter = useUrlFilter();
  const { data, error, isPlaceholderData, refetch } = useQuery(audienceQuery(connection.id, range));
  const { currencies, currency = "" } = useCurrency(data?.rows ?? [], [connection]);
  const rows = data?.rows.filter((row) => row.currency === currency) ?? [];
  const breakdowns = breakdownsOf(rows);
  const breakdown = breakdowns.find(({ name }) => name === filter.get("audience")) ?? breakdowns[0];
  const asked = filter.get("measure");
  const measure = isMeasure(asked) ? asked : "spend";
  const segments = breakdown ? segmentsOf(rows, breakdown, measure) : [];
  const Chooser = breakdowns.length > mostInSight ? Select : Segmented;
  return (
    <Card>
      <CardHeader title="Audience">
        <div className="flex flex-wrap gap-2">
          <CurrencyChoice label="Currency of the audience" {...{ currency, currencies }} />
          {breakdown ? (
            <>
              <Chooser
                label="Audience by"
                value={breakdown.name}
                choices={breakdowns.map(({ name, label }) => ({ value: name, label }))}
                onChange={(name) => filter.set({ audience: name })}
              />
              <Select
                label="Measure of the audience"
                value={measure}
                choices={measures.map((value) => ({ value, label: measureWords[value] }))}
                onChange={(value) => filter.set({ measure: value })}
              />
            </>
          ) : null}
        </div>
      </CardHeader>
      {error ? (
        <div className="p-4">
          <Failed error={error} retry={() => void refetch()} />
        </div>
      ) : null}
      {data || error ? null : <Skeleton className="m-4 h-60" />}
      {data && !breakdown ? (
        <Empty icon={UsersRound} title="No audience is known of these days">
          The provider tells none without delivery, or the daily reading of audiences is still to come.
        </Empty>
      ) : null}
      {data && breakdown ? (
        <div className={clsx("transition-opacity", isPlaceholderData && "opacity-60")}>
          <p className="px-4 pt-3 text-ink-faint text-xs">
            Kept by calendar month: this covers{" "}
            {coverWords(data.months.filter((month) => month.currency === currency))}. Money in {currency}.
            Providers leave small audiences out, so they need not add up to the account.
          </p>
          <AudienceBars key={breakdown.name} {...{ segments, measure, currency }} label={breakdown.label} />
          <AudienceTable {...{ segments, currency }} label={breakdown.label} />
        </div>
      ) : null}
    </Card>
  );
}
