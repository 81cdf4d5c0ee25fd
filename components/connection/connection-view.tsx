"use client";

import { useQuery } from "@tanstack/react-query";
import { ConsentEnd } from "@/components/connections/consent-end";
import { Forecast } from "@/components/connections/forecast";
import { HeldDeletions } from "@/components/connections/held-deletions";
import { isBusy } from "@/components/connections/is-busy";
import { ConnectionMessage } from "@/components/connections/message";
import { connectionsQuery } from "@/components/connections/queries";
import { useFollowNumbers } from "@/components/connections/use-follow-numbers";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { LiveProgress } from "@/components/sync/live-progress";
import { Card } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { NoSuch } from "@/components/ui/no-such";
import { Skeleton } from "@/components/ui/skeleton";
import { type Tab, Tabs } from "@/components/ui/tabs";
import type { Connection } from "@/lib/api/connection";
import { AccountsCard } from "./accounts-card";
import { ConnectionHeader } from "./connection-header";
import { DangerCard } from "./danger-card";
import { OwnAlerts } from "./own-alerts";
import { OwnNumbers } from "./own-numbers";
import { OwnSyncs } from "./own-syncs";
import { RestatementHeatmap } from "./restatement-heatmap";
import { RunsStrip } from "./runs-strip";
import { ScheduleCard } from "./schedule-card";
import { StandingCard } from "./standing-card";
import { StreamsCard } from "./streams-card";

type View = "overview" | "numbers" | "syncs" | "settings";

/** Everything there is to know of one connection, live. */
export function ConnectionView({ connectionId }: { connectionId: string }) {
  const filter = useUrlFilter();
  const { data, error, isPending, refetch } = useQuery(connectionsQuery());
  useFollowNumbers();
  if (isPending) return <ConnectionSkeleton />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const connection = data.connections.find(({ id }) => id === connectionId);
  if (!connection) return <NoSuch kind="Connection" allAt="/settings" />;
  const tabs: Tab<View>[] = [
    { name: "overview", label: "Overview", body: <Overview connection={connection} /> },
    { name: "numbers", label: "Numbers", body: <OwnNumbers connection={connection} /> },
    { name: "syncs", label: "Syncs", body: <OwnSyncs connectionId={connection.id} /> },
    { name: "settings", label: "Settings", body: <Settings connection={connection} /> },
  ];
  const chosen = tabs.find(({ name }) => name === filter.get("view"))?.name ?? "overview";
  return (
    <div className="flex flex-col gap-4">
      <ConnectionHeader connection={connection} />
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      <ConnectionMessage connection={connection} />
      <ConsentEnd connection={connection} />
      <HeldDeletions connection={connection} />
      <Card className="px-4 py-2">
        {isBusy(connection) ? (
          <LiveProgress jobId={connection.active_job_id} connectionName={connection.name} />
        ) : (
          <Forecast connection={connection} />
        )}
      </Card>
      <Tabs
        label={`Views of ${connection.name}`}
        chosen={chosen}
        tabs={tabs}
        onChoose={(view) => filter.set({ view: view === "overview" ? null : view })}
      />
    </div>
  );
}

function Overview({ connection }: { connection: Connection }) {
  return (
    <>
      <StandingCard connection={connection} />
      <OwnAlerts connectionId={connection.id} />
      <RunsStrip connectionId={connection.id} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <StreamsCard connectionId={connection.id} />
        <div className="flex flex-col gap-4">
          <ScheduleCard connection={connection} />
          <AccountsCard connection={connection} />
        </div>
      </div>
      {connection.tells_of === "ads" ? <RestatementHeatmap connectionId={connection.id} /> : null}
    </>
  );
}

function Settings({ connection }: { connection: Connection }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <ScheduleCard connection={connection} />
      <DangerCard connection={connection} />
    </div>
  );
}

export function ConnectionSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-18 w-96 max-w-full" />
      <Skeleton className="h-9" />
      <Skeleton className="h-26" />
      <Skeleton className="h-32" />
      <Skeleton className="h-72" />
    </div>
  );
}
