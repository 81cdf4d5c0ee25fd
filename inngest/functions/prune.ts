import { cron } from "inngest";
import { discardForgotten } from "@/lib/connections/discard-setup";
import { systemClock } from "@/lib/core/clock";
import { pruneAll } from "@/lib/sync/prune";
import { inngest } from "../client";

/** Off the full hour, when most scheduled syncs start. */
export const prune = inngest.createFunction(
  {
    id: "prune",
    name: "Delete what is past its retention",
    triggers: [cron("17 * * * *")],
    retries: 1,
    concurrency: 1,
    checkpointing: false,
  },
  async ({ step }) => {
    const pruned = await step.run("prune", () => pruneAll(systemClock));
    const setups = await step.run("forgotten setups", () => discardForgotten(systemClock));
    return { ...pruned, setups };
  },
);
