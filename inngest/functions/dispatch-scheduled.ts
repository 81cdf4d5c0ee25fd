import { cron } from "inngest";
import { systemClock } from "@/lib/core/clock";
import { dispatchDue } from "@/lib/sync/dispatch";
import { inngest, send } from "../client";

export const dispatchScheduled = inngest.createFunction(
  {
    id: "dispatch-scheduled",
    name: "Start due syncs",
    triggers: [cron("* * * * *")],
    retries: 1,
    concurrency: 1,
    checkpointing: false,
  },
  ({ step }) => step.run("dispatch", () => dispatchDue({ fastest: false }, send, systemClock)),
);
