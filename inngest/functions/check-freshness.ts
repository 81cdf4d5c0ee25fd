import { cron } from "inngest";
import { systemClock } from "@/lib/core/clock";
import { checkAlerts, reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { resumeDeliveries } from "@/lib/notify/webhooks/resume";
import { getProvider } from "@/lib/providers";
import { deliver } from "@/lib/sync/outbox";
import { inngest, send } from "../client";
import { syncAttention } from "../events";

const deps = {
  clock: systemClock,
  deliver: (workspaceId: string) => deliver(workspaceId, send),
  canRenew: (provider: string) => getProvider(provider).oauth.refresh !== null,
};

export const reconcileWorkspaceAlerts = (workspaceId: string) => reconcileAlerts(workspaceId, deps);

export const checkFreshness = inngest.createFunction(
  {
    id: "check-freshness",
    name: "Open and resolve alerts",
    triggers: [cron("* * * * *")],
    retries: 1,
    concurrency: 1,
    checkpointing: false,
  },
  ({ step }) =>
    step.run("check", async () => ({ ...(await checkAlerts(deps)), resumed: await resumeDeliveries(deps) })),
);

/** A failure is told at once, not at the next minute. */
export const alertOnAttention = inngest.createFunction(
  {
    id: "alert-on-attention",
    name: "Open and resolve a workspace's alerts",
    triggers: [syncAttention],
    retries: 3,
    checkpointing: false,
  },
  ({ event, step }) => step.run("reconcile", () => reconcileWorkspaceAlerts(event.data.workspaceId)),
);
