import { cron } from "inngest";
import { systemClock } from "@/lib/core/clock";
import { dispatchDue } from "@/lib/sync/dispatch";
import { inngest, send } from "../client";

/** Cron has minutes only, so the second pass of each minute follows a sleep. */
export const dispatchRealtime = inngest.createFunction(
  {
    id: "dispatch-realtime",
    name: "Start due realtime syncs",
    triggers: [cron("* * * * *")],
    retries: 1,
    checkpointing: false,
  },
  async ({ step }) => {
    const first = await step.run("dispatch", () => dispatchDue({ fastest: true }, send, systemClock));
    await step.sleep("half a minute", "30s");
    const second = await step.run("dispatch again", () => dispatchDue({ fastest: true }, send, systemClock));
    return { first, second };
  },
);
