"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText, SearchX } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { searchOf } from "@/lib/api/search-of";
import { auditActions, isAuditAction } from "@/lib/domain/audit";
import { AuditTable } from "./audit-table";
import { type AuditFilter, auditPagesQuery } from "./queries";

export function AuditView() {
  const refusal = useRefusal("audit");
  return refusal ? <Notice>{refusal}</Notice> : <Log />;
}

function Log() {
  const url = useUrlFilter();
  const action = url.get("action");
  const filter = { action: action && isAuditAction(action) ? action : null, actor: url.get("actor") };
  const query = useInfiniteQuery(auditPagesQuery(filter));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const isFiltered = filter.action !== null || filter.actor !== null;
  const clear = () => url.set({ action: null, actor: null });
  return (
    <div className="flex flex-col gap-3">
      <Filters filter={filter} actors={query.data?.pages[0]?.actors ?? []} onChange={url.set} />
      {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-44" /> : null}
      {query.data ? (
        <Card className={query.isPlaceholderData ? "opacity-60" : undefined}>
          {entries.length > 0 ? (
            <AuditTable entries={entries} />
          ) : isFiltered ? (
            <Empty
              icon={SearchX}
              title="No act matches"
              action={<Button onClick={clear}>Clear filters</Button>}
            >
              The log has entries, but none with these filters.
            </Empty>
          ) : (
            <Empty icon={ScrollText} title="Nothing noted yet">
              Whatever somebody changes here appears with who, when and from where. It cannot be edited.
            </Empty>
          )}
        </Card>
      ) : null}
      <LoadMore query={query} shown={entries.length} />
    </div>
  );
}

const all = "all";

type FiltersProps = {
  filter: AuditFilter;
  actors: string[];
  onChange: (patch: Record<string, string | null>) => void;
};

function Filters({ filter, actors, onChange }: FiltersProps) {
  const names = filter.actor && !actors.includes(filter.actor) ? [...actors, filter.actor] : actors;
  const choose = (name: string) => (value: string) => onChange({ [name]: value === all ? null : value });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label="What was done"
        className="w-56"
        value={filter.action ?? all}
        onChange={choose("action")}
        choices={[
          { value: all, label: "Everything" },
          ...auditActions.map((action) => ({ value: action, label: action })),
        ]}
      />
      <Select
        label="Who did it"
        className="w-44"
        value={filter.actor ?? all}
        onChange={choose("actor")}
        choices={[{ value: all, label: "Everybody" }, ...names.map((name) => ({ value: name, label: name }))]}
      />
      <span className="ml-auto flex gap-2">
        {(["csv", "json"] as const).map((format) => (
          <a
            key={format}
            href={`/api/audit/export?${searchOf({ ...filter, format })}`}
            download
            className={buttonClass()}
          >
            <Download aria-hidden="true" className="size-4" />
            {format.toUpperCase()}
            <span className="sr-only">: the audit log</span>
          </a>
        ))}
      </span>
    </div>
  );
}
