import { cron } from "inngest";
import { systemClock } from "@/lib/core/clock";
import { passSeconds } from "@/lib/domain/schedule";
import { dispatchDue, hasRealtime } from "@/lib/sync/dispatch";
import { inngest, send } from "../client";

const minuteMs = 60_000;
const passes = 60 / passSeconds;

/** Cron has minutes only, so further passes follow within the minute, while there are realtime connections at all. */
export const dispatchRealtime = inngest.createFunction(
  {
    id: "dispatch-realtime",
    name: "Start due realtime syncs",
    triggers: [cron("* * * * *")],
    retries: 1,
    checkpointing: false,
  },
  async ({ step }) => {
    const dispatch = () => dispatchDue({ fastest: true }, send, systemClock);
    const { minute, ...first } = await step.run("dispatch", async () => {
      if (!(await hasRealtime())) return { minute: null, started: 0 };
      const { started } = await dispatch();
      return { minute: Math.floor(systemClock().getTime() / minuteMs) * minuteMs, started };
    });
    if (minute === null) return first;
    let { started } = first;
    for (let pass = 1; pass < passes; pass += 1) {
      await step.sleepUntil(`pass ${pass}`, new Date(minute + pass * passSeconds * 1_000));
      started += (await step.run(`dispatch ${pass}`, dispatch)).started;
    }
    return { started };
  },
);
