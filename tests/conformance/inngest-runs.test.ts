import { type Inngest, type InngestFunction, NonRetriableError } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallBody, serveApp, type TestApp } from "../support/inngest-app";
import { foreignServer, startTestServer, type TestServer, until } from "../support/inngest-server";

const patience = foreignServer ? 120_000 : 20_000;
const executed: string[] = [];
const gates = new Map<string, () => void>();
const holding = { now: 0, most: 0 };
let server: TestServer;
let app: TestApp;

/** A step that runs until the test opens its gate. */
async function hold(name: string): Promise<void> {
  await new Promise<void>((resolve) => gates.set(name, resolve));
}

async function openGate(name: string): Promise<void> {
  (await until(`the step reaches gate ${name}`, () => gates.get(name)))();
  gates.delete(name);
}

function functions(client: Inngest): InngestFunction.Any[] {
  const counted = client.createFunction(
    {
      id: "counted",
      triggers: [{ event: "t/counted" }],
      concurrency: { limit: 2, key: "event.data.account" },
    },
    async ({ step }) =>
      step.run("work", async () => {
        holding.most = Math.max(holding.most, ++holding.now);
        await new Promise((resolve) => setTimeout(resolve, 50));
        holding.now--;
      }),
  );
  const cancellable = client.createFunction(
    {
      id: "cancellable",
      triggers: [{ event: "t/cancellable" }],
      cancelOn: [{ event: "t/cancel", match: "data.key" }],
    },
    async ({ event, step }) => {
      await step.run("before", () => hold(event.data.key));
      await step.run("after", () => executed.push(`after ${event.data.key}`));
    },
  );
  const replacing = client.createFunction(
    {
      id: "replacing",
      triggers: [{ event: "t/replacing" }],
      singleton: { key: "event.data.key", mode: "cancel" },
    },
    async ({ event, step }) => {
      await step.run("hold", () => hold(`replacing ${event.data.n}`));
      return event.data.n;
    },
  );
  const caught = client.createFunction(
    { id: "caught", triggers: [{ event: "t/caught" }], retries: 1 },
    async ({ step }) => {
      const message = await step
        .run("broken", () => Promise.reject(new Error("it broke")))
        .catch((error) => error.message);
      return step.run("report", () => message);
    },
  );
  const thrown = client.createFunction(
    { id: "thrown", triggers: [{ event: "t/thrown" }], retries: 1 },
    async () => {
      executed.push("thrown");
      throw new Error("never works");
    },
  );
  const waiting = client.createFunction(
    { id: "waiting", triggers: [{ event: "t/waiting" }] },
    async ({ step }) => {
      const [hit, miss] = await Promise.all([
        step.waitForEvent("hit", { event: "t/hit", timeout: "1h", if: "async.data.key == event.data.key" }),
        step.waitForEvent("miss", { event: "t/never", timeout: "1s" }),
      ]);
      return { hit: hit?.data.word, miss };
    },
  );
  const once = client.createFunction(
    { id: "once", triggers: [{ event: "t/once" }], idempotency: "event.data.key" },
    async () => "ran",
  );
  const conditional = client.createFunction(
    { id: "conditional", triggers: [{ event: "t/conditional", if: "event.data.amount > 10" }] },
    async () => "ran",
  );
  const refusing = client.createFunction(
    { id: "refusing", triggers: [{ event: "t/refusing" }] },
    async ({ step }) => {
      throw new NonRetriableError(await step.run("why", () => "because"));
    },
  );
  const invoker = client.createFunction(
    { id: "invoker", triggers: [{ event: "t/invoker" }] },
    async ({ step }) => {
      const call = step.invoke("call", { function: refusing, data: {} });
      return call.then(
        () => "answered",
        (error: Error) => error.message,
      );
    },
  );
  const ends = client.createFunction(
    {
      id: "ends",
      triggers: [{ event: "inngest/function.finished" }, { event: "inngest/function.cancelled" }],
    },
    async ({ event }) => {
      executed.push(`${event.name} ${event.data.function_id} ${event.data._inngest.status}`);
    },
  );
  return [
    counted,
    cancellable,
    replacing,
    caught,
    thrown,
    waiting,
    once,
    conditional,
    refusing,
    invoker,
    ends,
  ];
}

beforeAll(async () => {
  server = await startTestServer();
  app = await serveApp({ serverUrl: server.url, functions });
  expect((await app.sync()).status).toBe(200);
});

afterAll(async () => {
  await app?.stop();
  await server?.stop();
});

const send = async (name: string, data: Record<string, unknown> = {}) =>
  (await app.send({ name, data }))[0] ?? "";

test("a concurrency key limits the steps that execute at the same time", async () => {
  const ids = await app.send(
    ...Array.from({ length: 6 }, () => ({ name: "t/counted", data: { account: "a" } })),
  );
  for (const id of ids) await app.ended(id, patience);
  expect(holding.most).toBe(2);
});

test("cancelOn ends the matching run before its next step and leaves the others", async () => {
  const [gone, kept] = [
    await send("t/cancellable", { key: "gone" }),
    await send("t/cancellable", { key: "kept" }),
  ];
  await until("both run", () => gates.has("gone") && gates.has("kept"));
  await send("t/cancel", { key: "gone" });
  expect((await app.ended(gone, patience)).status).toBe("Cancelled");
  await openGate("gone");
  await openGate("kept");
  expect((await app.ended(kept, patience)).status).toBe("Completed");
  expect(executed).not.toContain("after gone");
  await until("the end is announced", () =>
    executed.includes(`inngest/function.cancelled ${app.id}-cancellable Cancelled`),
  );
  expect(executed).toContain(`inngest/function.finished ${app.id}-cancellable Cancelled`);
});

test("a run is cancelled by its id", async () => {
  const event = await send("t/cancellable", { key: "by id" });
  await until("it runs", () => gates.has("by id"));
  const [run] = await app.runsOf(event);
  const response = await fetch(`${server.url}/v1/runs/${run?.run_id}`, { method: "DELETE" });
  expect(response.ok).toBe(true);
  expect((await app.ended(event, patience)).status).toBe("Cancelled");
  await openGate("by id");
});

test("a singleton that cancels gives its place to the newcomer", async () => {
  const first = await send("t/replacing", { key: "k", n: 1 });
  await until("the first runs", () => gates.has("replacing 1"));
  const second = await send("t/replacing", { key: "k", n: 2 });
  expect((await app.ended(first, patience)).status).toBe("Cancelled");
  await openGate("replacing 2");
  expect((await app.ended(second, patience)).output).toBe(2);
  await openGate("replacing 1");
});

test("a step that failed for good is thrown into the function, which may go on", async () => {
  const run = await app.ended(await send("t/caught"), patience);
  expect(run).toMatchObject({ status: "Completed", output: "it broke" });
});

test("a function that throws is called as often as its retries allow, then fails", async () => {
  const run = await app.ended(await send("t/thrown"), patience);
  expect(run).toMatchObject({ status: "Failed", output: { message: "never works" } });
  expect(executed.filter((entry) => entry === "thrown")).toHaveLength(2);
});

test("waits end with the matching event, or with null after their timeout", async () => {
  const event = await send("t/waiting", { key: "mine" });
  await until("it waits", () => app.callsOf("waiting").length > 0);
  const run = await until("both waits end", async () => {
    await send("t/hit", { key: "other", word: "no" });
    await send("t/hit", { key: "mine", word: "yes" });
    return (await app.runsOf(event)).find((entry) => entry.ended_at);
  });
  expect(run.output).toEqual({ hit: "yes", miss: null });
});

test("an idempotency key starts one run a day", async () => {
  const [first, second] = [await send("t/once", { key: "k" }), await send("t/once", { key: "k" })];
  await app.ended(first, patience);
  await app.ended(await send("t/once", { key: "other" }), patience);
  expect(await app.runsOf(second)).toEqual([]);
});

test("a trigger's condition decides whether an event starts a run", async () => {
  const [small, large] = [
    await send("t/conditional", { amount: 5 }),
    await send("t/conditional", { amount: 50 }),
  ];
  await app.ended(large, patience);
  expect(await app.runsOf(small)).toEqual([]);
});

test("an invoked function that fails throws its error at the caller", async () => {
  expect((await app.ended(await send("t/invoker"), patience)).output).toBe("because");
});

test("every call carries the run's event and a request id of its own", () => {
  const calls = app.calls.filter((call) => call.method === "POST");
  const ids = calls.map((call) => (call.body as CallBody).ctx.request_id);
  expect(new Set(ids).size).toBe(calls.length);
  expect(calls.every((call) => (call.body as CallBody).events.length === 1)).toBe(true);
});

test("events without a name are refused", async () => {
  const response = await fetch(`${server.url}/e/key`, {
    method: "POST",
    body: JSON.stringify([{ data: {} }]),
  });
  expect(response.status).toBe(400);
});
