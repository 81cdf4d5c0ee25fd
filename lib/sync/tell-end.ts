import type { connections, syncRuns } from "@/drizzle/schema";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import type { Tx } from "@/lib/db/transaction";

type Ending = {
  run: typeof syncRuns.$inferSelect;
  connection: typeof connections.$inferSelect;
  status: "succeeded" | "partial" | "failed";
  problem: { code: string; message: string; fix: string | null } | undefined;
  changed: number;
  at: Date;
};

/** Tells the webhooks that listen how a run ended, whatever started it, in the transaction that ends it. */
export function tellEnd(tx: Tx, { run, connection, status, problem, changed, at }: Ending): Promise<number> {
  const { workspaceId, id: runId } = run;
  const data = {
    workspace_id: workspaceId,
    connection_id: connection.id,
    connection_name: connection.name,
    provider: connection.provider,
    job_id: runId,
    trigger: run.trigger,
    mode: run.mode,
    status,
    rows_checked: run.fetched,
    rows_changed: changed,
    queued_at: run.queuedAt.toISOString(),
    started_at: run.startedAt?.toISOString() ?? null,
    completed_at: at.toISOString(),
    error: problem ? { code: problem.code, message: problem.message, fix: problem.fix } : null,
  };
  const type = status === "failed" ? "sync.failed" : "sync.completed";
  const isQuiet = status === "succeeded" && changed === 0;
  return tellWebhooks(tx, { workspaceId, type, key: `${type}:${runId}`, at, data, isQuiet });
}
