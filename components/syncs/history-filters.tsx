"use client";

import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "@/components/connections/queries";
import { plural } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import type { SyncStatus } from "@/lib/api/sync-start";
import { syncStatuses, syncWords } from "./sync-words";

const all = "all";

type Props = {
  connectionId: string | null;
  status: SyncStatus["status"] | null;
  total: number | null;
  onChange: (patch: Record<string, string | null>) => void;
};

export function HistoryFilters({ connectionId, status, total, onChange }: Props) {
  const { data } = useQuery(connectionsQuery());
  const connections = data?.connections ?? [];
  const isKnown = connections.some(({ id }) => id === connectionId);
  const pick = (name: string) => (value: string) => onChange({ [name]: value === all ? null : value });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label="Connection"
        className="w-52 max-w-full"
        value={connectionId ?? all}
        onChange={pick("connection")}
        choices={[
          { value: all, label: "All connections" },
          ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ...(connectionId && !isKnown ? [{ value: connectionId, label: "One connection" }] : []),
        ]}
      />
      <Select
        label="Status"
        className="w-36"
        value={status ?? all}
        onChange={pick("status")}
        choices={[
          { value: all, label: "Any status" },
          ...syncStatuses.map((value) => ({ value, label: syncWords[value].label })),
        ]}
      />
      <p role="status" className="ml-auto text-ink-soft text-sm">
        {total === null ? "" : plural(total, "sync", "syncs")}
      </p>
    </div>
  );
}
