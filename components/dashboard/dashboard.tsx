"use client";

import { useQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";
import Link from "next/link";
import { NeedsYouCard } from "@/components/alerts/needs-you-card";
import { openAlertsQuery } from "@/components/alerts/queries";
import { connectionsQuery } from "@/components/connections/queries";
import { useFollowNumbers } from "@/components/connections/use-follow-numbers";
import { MarketSection } from "@/components/marketplace/lazy-market-section";
import { EntityNumbers } from "@/components/numbers/lazy-entity-numbers";
import { RecentSyncs } from "@/components/syncs/recent-syncs";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import type { Connection } from "@/lib/api/connection";
import { ChangesCard } from "./changes-card";
import { ChecksCard } from "./checks-card";
import { DashboardSkeleton } from "./dashboard-skeleton";
import { FreshnessStrip } from "./freshness-strip";
import { HealthStrip } from "./health-strip";
import { NumbersCard } from "./numbers-card";
import { RunningCard } from "./running-card";
import { useRange } from "./use-range";

export function Dashboard() {
  const { data, error, isPending, refetch } = useQuery(connectionsQuery());
  // Asked for now, so that the card above the numbers does not push them down later.
  const alerts = useQuery(openAlertsQuery());
  useFollowNumbers();
  if (isPending || (alerts.isPending && alerts.failureCount === 0)) return <DashboardSkeleton />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const { connections } = data;
  if (connections.length === 0) return <NoConnections />;
  const hasAds = connections.some(({ tells_of }) => tells_of === "ads");
  const hasGoods = connections.some(({ tells_of }) => tells_of === "goods");
  return (
    <div className="flex flex-col gap-4">
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      <HealthStrip connections={connections} />
      <FreshnessStrip connections={connections} />
      <NeedsYouCard />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        {hasAds ? <NumbersCard connections={connections} /> : <MarketSection />}
        <div className="grid content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
          <RunningCard connections={connections} />
          <ChecksCard connections={connections} />
        </div>
      </div>
      {hasAds && hasGoods ? <MarketSection /> : null}
      {hasAds ? <InDetail connections={connections} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <RecentSyncs />
        <ChangesCard />
      </div>
    </div>
  );
}

function InDetail({ connections }: { connections: Connection[] }) {
  const { range } = useRange(connections);
  return <EntityNumbers connectionId={null} connections={connections} range={range} />;
}

function NoConnections() {
  const connect = (
    <Link href="/settings?add=1" className={buttonClass({ variant: "primary" })}>
      Add connection
    </Link>
  );
  return (
    <Card>
      <Empty icon={Cable} title="Nothing is connected yet" action={connect}>
        Connect an ad or marketplace account; its numbers appear here while the first sync runs.
      </Empty>
    </Card>
  );
}
