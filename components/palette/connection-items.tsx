"use client";

import { useQuery } from "@tanstack/react-query";
import { Cable, RefreshCw, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { headlineWord } from "@/components/connections/headlines";
import { isBusy } from "@/components/connections/is-busy";
import { connectionsQuery } from "@/components/connections/queries";
import { useRefusals } from "@/components/shell/viewer";
import { useCancel } from "@/components/sync/use-cancel";
import { useSyncNow } from "@/components/sync/use-sync-now";
import type { Connection } from "@/lib/api/connection";
import { PaletteGroup, PaletteItem } from "./palette-item";

/** Each connection's page, and its sync or the end of it. */
export function ConnectionItems({ close }: { close: () => void }) {
  const router = useRouter();
  const { data } = useQuery(connectionsQuery());
  const connections = data?.connections ?? [];
  if (connections.length === 0) return null;
  return (
    <>
      <PaletteGroup heading="Connections">
        {connections.map((connection) => (
          <PaletteItem
            key={connection.id}
            icon={Cable}
            value={`connection ${connection.name} ${connection.id}`}
            keywords={[connection.provider_name, ...connection.accounts.map(({ name }) => name)]}
            note={headlineWord(connection).label}
            onSelect={() => {
              close();
              router.push(`/connections/${connection.id}`);
            }}
          >
            {connection.name}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading="Syncs">
        {connections.map((connection) => (
          <SyncItem key={connection.id} connection={connection} close={close} />
        ))}
      </PaletteGroup>
    </>
  );
}

function SyncItem({ connection, close }: { connection: Connection; close: () => void }) {
  const sync = useSyncNow(connection);
  const cancel = useCancel();
  const { operate } = useRefusals();
  const isSyncing = isBusy(connection);
  const jobId = connection.active_job_id;
  const notActive = connection.status === "active" || isSyncing ? null : "not active";
  const press = () => {
    close();
    if (!isSyncing) sync.mutate("incremental");
    else if (jobId !== null) cancel.mutate(jobId);
  };
  return (
    <PaletteItem
      icon={isSyncing ? Square : RefreshCw}
      value={`${isSyncing ? "cancel" : "sync now"} ${connection.name} ${connection.id}`}
      refusal={operate ?? notActive}
      onSelect={press}
    >
      {isSyncing ? "Cancel the sync of" : "Sync"} {connection.name}
    </PaletteItem>
  );
}
