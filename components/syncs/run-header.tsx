"use client";

import Link from "next/link";
import { ConnectionLink } from "@/components/connections/connection-link";
import { Elapsed } from "@/components/sync/elapsed";
import { modeWords, runWord, triggerWords } from "@/components/sync/run-words";
import { plural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { SyncJob } from "@/lib/api/sync";
import { CopyId } from "./copy-id";
import { RunActions } from "./run-actions";

export function RunHeader({ run }: { run: SyncJob }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <p className="text-sm">
          <Link href="/syncs" className="text-accent underline-offset-2 hover:underline">
            Syncs
          </Link>
          <span className="text-ink-faint"> / </span>
          <CopyId id={run.id} />
        </p>
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h1 className="font-semibold text-xl tracking-tight">
            <ConnectionLink id={run.connection_id}>{run.connection_name}</ConnectionLink>
          </h1>
          <Status word={runWord(run.run_status, run.error_code)} />
        </div>
        <p className="text-ink-soft text-sm">
          {triggerWords[run.trigger]}
          {run.trigger === "schedule" ? "" : `, ${run.actor}`} · reads {modeWords[run.mode]} · requested{" "}
          <Time at={run.queued_at} /> · {run.completed_at === null ? "running for " : "took "}
          <Elapsed from={run.started_at ?? run.queued_at} to={run.completed_at} /> ·{" "}
          {plural(run.api_calls, "call")}
        </p>
        {run.parent_job_id === null ? null : (
          <p className="text-ink-soft text-sm">
            Repeats what{" "}
            <Link href={`/syncs/${run.parent_job_id}`} className="text-accent underline underline-offset-2">
              an earlier sync
            </Link>{" "}
            left unread
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Link
          href={`/syncs?connection=${run.connection_id}`}
          className="inline-flex h-8 items-center px-2 text-accent text-sm underline-offset-2 hover:underline"
        >
          All of this connection
        </Link>
        <RunActions run={run} />
      </div>
    </header>
  );
}
