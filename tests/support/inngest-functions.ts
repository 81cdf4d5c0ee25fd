import { type Inngest, NonRetriableError, RetryAfterError } from "inngest";

const later = () => new RetryAfterError("slow down", 2_000);

/** The functions of the recording in `shared/fixtures/inngest`. */
export function recordedFunctions(client: Inngest) {
  const steps = client.createFunction(
    {
      id: "steps",
      triggers: [{ event: "demo/steps.requested" }],
      retries: 2,
      concurrency: [{ limit: 1, key: "event.data.connectionId" }],
      priority: { run: "event.data.priority" },
      cancelOn: [{ event: "demo/cancelled", if: "event.data.runId == async.data.runId" }],
    },
    async ({ event, step }) => {
      const a = await step.run("first", () => 1);
      const [b, c] = await Promise.all([step.run("left", () => 2), step.run("right", () => ({ three: 3 }))]);
      await step.sleep("nap", "1s");
      await step.sendEvent("tell", { name: "demo/told", data: { a } });
      for (let i = 0; i < 2; i++) await step.run("loop", () => i);
      return { a, b, c, id: event.data.runId };
    },
  );
  const flaky = client.createFunction(
    {
      id: "flaky",
      triggers: [{ event: "demo/flaky.requested" }],
      retries: 2,
      onFailure: async ({ event, error, step }) => {
        await step.run("mark", () => ({ seen: error.message, run: event.data.run_id }));
      },
    },
    async ({ step, attempt }) => {
      await step.run("ok", () => 1);
      await step.run("wobble", () => {
        if (attempt === 0) throw later();
        if (attempt === 1) throw new Error("plain failure");
        return 3;
      });
      try {
        await step.run("fatal", () => {
          throw new NonRetriableError("no way");
        });
      } catch (error) {
        await step.run("caught", () => (error as Error).message);
      }
      throw new NonRetriableError("the end");
    },
  );
  const checkpointed = client.createFunction(
    { id: "checkpointed", triggers: [{ event: "demo/checkpointed.requested" }], checkpointing: true },
    async ({ step }) => {
      await step.run("one", () => 1);
      return step.run("two", () => 2);
    },
  );
  const single = client.createFunction(
    {
      id: "single",
      triggers: [{ event: "demo/single.requested" }],
      singleton: { key: "event.data.connectionId", mode: "skip" },
    },
    async ({ step }) => {
      await step.sleep("hold", "3s");
      return step.run("after", () => 1);
    },
  );
  const waiter = client.createFunction(
    { id: "waiter", triggers: [{ event: "demo/waiter.requested" }] },
    async ({ step }) => {
      const told = await step.waitForEvent("wait", { event: "demo/told", timeout: "3s" });
      const r = await step.invoke("call", { function: single, data: { connectionId: "inv" } });
      return { got: told?.name, r };
    },
  );
  const tick = client.createFunction(
    { id: "tick", triggers: [{ cron: "* * * * *" }] },
    async ({ event, step }) => step.run("t", () => event),
  );
  return [steps, flaky, checkpointed, single, waiter, tick];
}
