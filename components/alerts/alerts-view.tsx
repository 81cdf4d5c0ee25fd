"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { formatCount } from "@/components/ui/format";
import { LoadMore } from "@/components/ui/load-more";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { AlertRow } from "./alert-row";
import { type AlertStatus, alertPagesQuery } from "./queries";

const choices = [
  { value: "open", label: "Open" },
  { value: "all", label: "All" },
] as const;

export function AlertsView() {
  const filter = useUrlFilter();
  const status: AlertStatus = filter.get("show") === "all" ? "all" : "open";
  const query = useInfiniteQuery(alertPagesQuery(status));
  const alerts = query.data?.pages.flatMap((page) => page.alerts) ?? [];
  const open = query.data?.pages[0]?.open;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="Which alerts"
          value={status}
          choices={choices}
          onChange={(value) => filter.set({ show: value === "all" ? "all" : null })}
        />
        <p role="status" className="text-ink-soft text-sm">
          {open === undefined ? "" : `${formatCount(open)} open`}
        </p>
      </div>
      {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <AlertsSkeleton /> : null}
      {query.data ? (
        <Card className={query.isPlaceholderData ? "opacity-60" : undefined}>
          {alerts.length > 0 ? (
            <ul className="divide-y">
              {alerts.map((alert) => (
                <AlertRow key={alert.id} alert={alert} />
              ))}
            </ul>
          ) : (
            <NoAlerts status={status} />
          )}
        </Card>
      ) : null}
      <LoadMore query={query} shown={alerts.length} />
    </div>
  );
}

function NoAlerts({ status }: { status: AlertStatus }) {
  return status === "open" ? (
    <Empty icon={CircleCheck} title="Nothing needs you">
      When access ends, syncs keep failing or numbers grow old, it appears here with what to do about it.
    </Empty>
  ) : (
    <Empty icon={CircleCheck} title="No alert yet">
      Nothing has gone wrong since the first account was connected.
    </Empty>
  );
}

export const AlertsSkeleton = () => <Skeleton className="h-44" />;
