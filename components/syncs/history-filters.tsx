"use client";

import { ConnectionSelect } from "@/components/connections/connection-select";
import { plural } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import type { SyncStatus } from "@/lib/api/sync-start";
import { syncStatuses, wordOf } from "./sync-words";

const all = "all";

type Props = {
  connectionId: string | null;
  status: SyncStatus["status"] | null;
  total: number | null;
  onChange: (patch: Record<string, string | null>) => void;
};

export function HistoryFilters({ connectionId, status, total, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ConnectionSelect value={connectionId} onChange={(connection) => onChange({ connection })} />
      <Select
        label="Status"
        className="w-36"
        value={status ?? all}
        onChange={(value) => onChange({ status: value === all ? null : value })}
        choices={[
          { value: all, label: "Any status" },
          ...syncStatuses.map((value) => ({ value, label: wordOf({ status: value }).label })),
        ]}
      />
      <p role="status" className="ml-auto text-ink-soft text-sm">
        {total === null ? "" : plural(total, "sync", "syncs")}
      </p>
    </div>
  );
}
