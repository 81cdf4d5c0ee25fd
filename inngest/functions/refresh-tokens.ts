import { cron } from "inngest";
import { refreshTokens } from "@/lib/connections/refresh-tokens";
import { systemClock } from "@/lib/core/clock";
import { inngest } from "../client";

export const refreshTokensFunction = inngest.createFunction(
  {
    id: "refresh-tokens",
    name: "Renew tokens in time",
    triggers: [cron("*/10 * * * *")],
    retries: 1,
    concurrency: 1,
    checkpointing: false,
  },
  ({ step }) => step.run("refresh", () => refreshTokens(systemClock)),
);
