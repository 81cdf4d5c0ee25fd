"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { formatCount, formatShare } from "@/components/ui/format";
import { Progress } from "@/components/ui/progress";
import type { SyncJob } from "@/lib/api/sync";
import { isActive } from "@/lib/domain/run-status";
import { changedRows } from "./changed-rows";
import { Countdown, Elapsed } from "./elapsed";
import { stepWords } from "./step-words";
import { StreamCounts } from "./stream-counts";
import { useRun } from "./use-run";

type Props = {
  jobId: string | null;
  connectionName: string;
  /** Off on the page the link leads to. */
  hasLink?: boolean;
};

/** A running sync in two lines and a bar, at a height that never changes. */
export function LiveProgress({ jobId, connectionName, hasLink = true }: Props) {
  const { data: run } = useRun(jobId);
  const announcement = run
    ? `${connectionName}: ${stepWords(run.step, run.slices)}`
    : `${connectionName}: queued`;
  const isWaiting = run?.waiting_until != null && isActive(run.run_status);
  return (
    <div className="flex min-h-12 min-w-0 flex-col justify-center gap-0.5">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="font-mono text-ink-faint text-xs">
            {run && run.run_status !== "queued" ? run.step : ""}
          </span>
          <span className="truncate" title={run?.detail}>
            {phaseOf(run)}
          </span>
        </span>
        <span className="font-medium">{formatShare(Math.floor(run?.progress ?? 0) / 100)}</span>
      </p>
      <Progress
        value={run?.progress ?? 0}
        label={`Sync of ${connectionName}`}
        valueText={run ? `${stepWords(run.step, run.slices)}, ${Math.floor(run.progress)} percent` : "Queued"}
        isWaiting={isWaiting}
      />
      <p className={clsx("flex flex-wrap gap-x-3 text-ink-soft text-xs", !run && "invisible")}>
        {run ? <Counts run={run} hasLink={hasLink} /> : "–"}
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}

function phaseOf(run: SyncJob | undefined): string {
  if (!run || run.run_status === "queued") return "Queued, starts in a moment";
  if (run.run_status === "cancelling") return "Cancelling";
  return run.detail || stepWords(run.step, run.slices);
}

function Counts({ run, hasLink }: { run: SyncJob; hasLink: boolean }) {
  const isWaiting = run.waiting_until !== null && isActive(run.run_status);
  return (
    <>
      <span className="whitespace-nowrap">
        {formatCount(run.counters.fetched)} checked · {formatCount(changedRows(run.counters))} changed ·{" "}
        <Elapsed from={run.started_at ?? run.queued_at} to={run.completed_at} />
      </span>
      <StreamCounts run={run} />
      {isWaiting && run.waiting_until ? (
        <span className="whitespace-nowrap text-warn">
          waiting for quota, <Countdown until={run.waiting_until} />
        </span>
      ) : null}
      {hasLink ? (
        <Link href={`/syncs/${run.id}`} className="text-accent underline-offset-2 hover:underline">
          Details
        </Link>
      ) : null}
    </>
  );
}
