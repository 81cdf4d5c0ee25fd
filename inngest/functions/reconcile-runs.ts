import { cron } from "inngest";
import { systemClock } from "@/lib/core/clock";
import { reconcileRuns } from "@/lib/sync/reconcile";
import { inngest, send } from "../client";

export const reconcileRunsFunction = inngest.createFunction(
  {
    id: "reconcile-runs",
    name: "Resume orphaned syncs",
    triggers: [cron("* * * * *")],
    retries: 1,
    concurrency: 1,
    checkpointing: false,
  },
  ({ step }) => step.run("reconcile", () => reconcileRuns(send, systemClock)),
);
