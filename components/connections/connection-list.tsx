"use client";

import { useQuery } from "@tanstack/react-query";
import { Cable, SearchX } from "lucide-react";
import { UnfinishedSetups } from "@/components/connect/unfinished-setups";
import { useUrlFilter, useUrlWords } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import { AddConnection } from "./add-connection";
import { ChooseFromUrl } from "./choose-from-url";
import { ConnectNotice } from "./connect-notice";
import { ConnectionCard } from "./connection-card";
import { HealthCounters } from "./health-counters";
import { groupOf, toHealthGroup } from "./health-groups";
import type { ProviderChoice } from "./provider-option";
import { connectionsQuery } from "./queries";

function matches(connection: Connection, words: string): boolean {
  const accounts = connection.accounts.map(({ name, external_id }) => `${name} ${external_id}`);
  return [connection.name, connection.provider_name, ...accounts].join(" ").toLowerCase().includes(words);
}

export function ConnectionList({ providers }: { providers: ProviderChoice[] }) {
  const filter = useUrlFilter();
  const { words, type } = useUrlWords("q");
  const { data, error, isPending, refetch } = useQuery(connectionsQuery());
  if (isPending) return <ConnectionListSkeleton />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;

  const group = toHealthGroup(filter.get("show"));
  const shown = data.connections
    .filter((connection) => group === null || groupOf(connection) === group)
    .filter((connection) => matches(connection, words.trim().toLowerCase()));
  const clear = () => {
    type("");
    filter.set({ show: null });
  };
  const isEmpty = data.connections.length === 0;
  return (
    <div className="flex flex-col gap-3">
      <ConnectNotice providers={providers} connections={data.connections} />
      <UnfinishedSetups setups={data.unfinished} />
      <ChooseFromUrl connections={data.connections} />
      {isEmpty ? null : (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <HealthCounters
            connections={data.connections}
            chosen={group}
            onChoose={(show) => filter.set({ show })}
          />
          <div className="flex w-full items-center gap-2 sm:w-auto">
            <SearchInput label="Search connections" value={words} onChange={type} />
            <AddConnection providers={providers} />
          </div>
        </div>
      )}
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {shown.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      {isEmpty ? <NoConnections providers={providers} /> : null}
      {!isEmpty && shown.length === 0 ? <NoMatch clear={clear} /> : null}
    </div>
  );
}

function NoConnections({ providers }: { providers: ProviderChoice[] }) {
  return (
    <Card>
      <Empty icon={Cable} title="No connections yet" action={<AddConnection providers={providers} />}>
        Connect an ad or marketplace account. Its first sync starts at once and you can watch every step.
      </Empty>
    </Card>
  );
}

function NoMatch({ clear }: { clear: () => void }) {
  return (
    <Card>
      <Empty
        icon={SearchX}
        title="No connection matches"
        action={<Button onClick={clear}>Clear filters</Button>}
      >
        Connections exist, but none in this state with these words.
      </Empty>
    </Card>
  );
}

export function ConnectionListSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-8 w-80 max-w-full" />
      <SkeletonRows count={3} className="h-48" />
    </div>
  );
}
