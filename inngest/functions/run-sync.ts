import { systemClock } from "@/lib/core/clock";
import { surviveExecutor } from "@/lib/sync/go-on";
import { deliver } from "@/lib/sync/outbox";
import { runSync } from "@/lib/sync/run";
import { inngest, send } from "../client";
import { syncCancelled, syncRequested } from "../events";
import { stepsOf } from "../steps";

/**
 * One sync, four of its chains at once. The unique index on active runs and the fence keep two apart; a part that takes
 * over from a worker that hangs must not wait for the slots which that one still holds, so each event has its own.
 */
export const runSyncFunction = inngest.createFunction(
  {
    id: "run-sync",
    name: "Run a sync",
    triggers: [syncRequested],
    concurrency: [{ key: "event.id", limit: 4 }],
    cancelOn: [{ event: syncCancelled, if: "event.data.runId == async.data.runId" }],
    retries: 4,
    checkpointing: false,
    onFailure: async ({ event }) => {
      const { workspaceId, runId, part } = event.data.event.data;
      await surviveExecutor({ workspaceId, runId }, part, systemClock);
      await deliver(workspaceId, send);
    },
  },
  async ({ event, step, runId: executorRunId }) => {
    const { workspaceId, runId, part } = event.data;
    const input = { workspaceId, runId, part, executorRunId };
    const result = await runSync(input, stepsOf(step), { clock: systemClock });
    if (result.state === "continue") await step.run("send next part", () => deliver(workspaceId, send));
    else if (result.state === "ended" && result.tells)
      await step.run("tell how it ended", () => deliver(workspaceId, send));
    return result;
  },
);
