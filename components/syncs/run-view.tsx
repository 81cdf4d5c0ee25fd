"use client";

import { useUrlFilter } from "@/components/shell/use-url-filter";
import { LiveProgress } from "@/components/sync/live-progress";
import { runWord } from "@/components/sync/run-words";
import { useRun } from "@/components/sync/use-run";
import { Card } from "@/components/ui/card";
import { Failed } from "@/components/ui/failed";
import { NoSuch } from "@/components/ui/no-such";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api/api-error";
import { isActive } from "@/lib/domain/run-status";
import { CountersLine } from "./counters-line";
import { EventsCard } from "./events-card";
import { RunHeader } from "./run-header";
import { SetAsideDialog } from "./set-aside-dialog";
import { useSliceRefresh } from "./use-slice-refresh";
import { WaterfallCard } from "./waterfall-card";

export function RunView({ jobId }: { jobId: string }) {
  const filter = useUrlFilter();
  const { data: run, error, refetch } = useRun(jobId);
  useSliceRefresh(jobId, run !== undefined && isActive(run.run_status));
  if (error instanceof ApiError && error.problem.status === 404) return <NoSuch kind="Sync" allAt="/syncs" />;
  if (error && !run) return <Failed error={error} retry={() => void refetch()} />;
  if (!run) return <RunSkeleton />;
  return (
    <div className="flex flex-col gap-4">
      <RunHeader run={run} />
      {error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {isActive(run.run_status) ? (
        <Card className="px-4 py-3">
          <LiveProgress jobId={jobId} connectionName={run.connection_name} hasLink={false} />
        </Card>
      ) : null}
      {run.error ? (
        <Notice tone={runWord(run.run_status, run.error_code).tone === "bad" ? "bad" : "warn"}>
          <strong className="font-medium">{run.error}</strong> {run.fix}{" "}
          {run.error_code ? <span className="font-mono text-ink-soft text-xs">{run.error_code}</span> : null}
        </Notice>
      ) : null}
      <Card className="px-4 py-3">
        <CountersLine counters={run.counters} openSetAside={() => filter.set({ rows: "set-aside" })} />
      </Card>
      <WaterfallCard run={run} />
      <EventsCard jobId={jobId} />
      <SetAsideDialog
        run={run}
        isOpen={filter.get("rows") === "set-aside"}
        onClose={() => filter.set({ rows: null })}
      />
    </div>
  );
}

export function RunSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-18 w-96 max-w-full" />
      <Skeleton className="h-12" />
      <Skeleton className="h-72" />
      <Skeleton className="h-72" />
    </div>
  );
}
