import type { connections, syncRuns } from "@/drizzle/schema";
import { tellNeedsReauth } from "@/lib/connections/tell-needs-reauth";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import type { Tx } from "@/lib/db/transaction";
import { failureKindOf } from "@/lib/domain/failure";

type Ending = {
  run: typeof syncRuns.$inferSelect;
  connection: typeof connections.$inferSelect;
  status: "succeeded" | "partial" | "failed";
  problem: { code: string; message: string; fix: string | null } | undefined;
  changed: number;
  at: Date;
};

/** A run that met a dead grant is what stops its connection. */
function tellStop(tx: Tx, { connection, status, problem, at }: Ending): Promise<number> {
  const { id: connectionId, workspaceId, name, provider } = connection;
  const isDead = status === "failed" && problem && failureKindOf(problem.code) === "needs_reauth";
  if (!isDead || connection.status !== "active") return Promise.resolve(0);
  return tellNeedsReauth(tx, { workspaceId, connectionId, name, provider, error: problem, at });
}

/** Tells the webhooks that listen how a run ended, whatever started it, in the transaction that ends it. */
export async function tellEnd(tx: Tx, ending: Ending): Promise<void> {
  const { run, connection, status, problem, changed, at } = ending;
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
  await tellWebhooks(tx, { workspaceId, type, key: `${type}:${runId}`, at, data, isQuiet });
  await tellStop(tx, ending);
}
