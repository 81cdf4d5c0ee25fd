import { systemClock } from "@/lib/core/clock";
import { maxAttempts } from "@/lib/domain/webhook";
import { attemptDelivery } from "@/lib/notify/webhooks/attempt";
import { inngest } from "../client";
import { webhookRequested } from "../events";
import { reconcileWorkspaceAlerts } from "./check-freshness";

const deps = { clock: systemClock, chance: Math.random };

/** One message to one endpoint, until it arrives or its attempts are used up. Waits are the executor's, not a process's. */
export const deliverWebhook = inngest.createFunction(
  {
    id: "deliver-webhook",
    name: "Deliver a webhook",
    triggers: [webhookRequested],
    concurrency: [{ key: "event.data.endpointId", limit: 5 }],
    retries: 4,
    checkpointing: false,
  },
  async ({ event, step }) => {
    const ref = event.data;
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const result = await step.run(`attempt ${attempt}`, () => attemptDelivery(ref, attempt, deps));
      if (result.state === "ended") {
        if (result.disabled)
          await step.run("tell that it is turned off", () => reconcileWorkspaceAlerts(ref.workspaceId));
        return { attempts: attempt, disabled: result.disabled };
      }
      await step.sleepUntil(`wait after ${attempt}`, new Date(result.at));
    }
    return { attempts: maxAttempts, disabled: null };
  },
);
