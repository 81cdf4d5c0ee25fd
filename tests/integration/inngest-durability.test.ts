import type { Inngest, InngestFunction } from "inngest";
import postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { type CallBody, serveApp, type TestApp } from "../support/inngest-app";
import { findFreePort, type ServerProcess, spawnServer } from "../support/inngest-process";
import { createSchemaName, databaseUrl, dropSchema, foreignServer, until } from "../support/inngest-server";

const executed: string[] = [];
const gates = new Map<string, () => void>();
let app: TestApp | undefined;
let running: ServerProcess | undefined;
let schema = "";

const hold = (name: string) => new Promise<void>((resolve) => gates.set(name, resolve));

function functions(client: Inngest): InngestFunction.Any[] {
  const long = client.createFunction(
    { id: "long", triggers: [{ event: "t/long" }] },
    async ({ event, step }) => {
      const { run } = event.data;
      const first = await step.run("first", () => executed.push(`first ${run}`));
      await step.run("held", async () => {
        executed.push(`held ${run}`);
        if (!gates.has(run)) await hold(run);
      });
      const parallel = await Promise.all([step.run("left", () => "l"), step.run("right", () => "r")]);
      await step.sleep("nap", "1s");
      return { first, parallel };
    },
  );
  const sleeper = client.createFunction(
    { id: "sleeper", triggers: [{ event: "t/sleeper" }] },
    async ({ step }) => {
      const before = await step.run("before", () => executed.push("before"));
      await step.sleep("nap", "2s");
      return { before, after: await step.run("after", () => "woken") };
    },
  );
  const waiter = client.createFunction(
    { id: "waiter", triggers: [{ event: "t/waiter" }] },
    async ({ step }) => {
      const told = await step.waitForEvent("told", { event: "t/told", timeout: "1h" });
      return told?.data.word;
    },
  );
  const resumed = client.createFunction(
    { id: "resumed", triggers: [{ event: "t/resumed" }], checkpointing: { bufferedSteps: 1 } },
    async ({ event, step }) => {
      await step.run("first", () => executed.push("checkpointed first"));
      await step.run("held", async () => {
        executed.push("checkpointed held");
        if (!gates.has(event.data.run)) await hold(event.data.run);
      });
      return step.run("last", () => executed.push("checkpointed last"));
    },
  );
  return [long, sleeper, waiter, resumed];
}

async function startBoth(): Promise<{ port: number; restart: () => Promise<void>; app: TestApp }> {
  schema = createSchemaName();
  const port = await findFreePort();
  app = await serveApp({ serverUrl: `http://127.0.0.1:${port}`, functions });
  const appUrl = app.url;
  const restart = async () => {
    running = await spawnServer({ port, schema, appUrl });
  };
  await restart();
  await until("the app is registered", () => app?.sent.some((exchange) => exchange.path === "/fn/register"));
  return { port, restart, app };
}

afterEach(async () => {
  await running?.kill("SIGTERM");
  await app?.stop();
  if (schema) await dropSchema(schema);
  executed.length = 0;
});

describe.skipIf(foreignServer)("the server is killed with SIGKILL", () => {
  test("during a call: the call is sent again and the run ends with every result it had", async () => {
    const { restart, app } = await startBoth();
    const [event] = await app.send({ name: "t/long", data: { run: "killed" } });
    await until("the second step runs", () => gates.has("killed"));
    await running?.kill("SIGKILL");
    gates.get("killed")?.();
    await restart();
    const run = await app.ended(event ?? "");
    expect(run).toMatchObject({ status: "Completed", output: { first: 1, parallel: ["l", "r"] } });
    expect(executed.filter((entry) => entry === "first killed")).toHaveLength(1);
    expect(executed.filter((entry) => entry === "held killed")).toHaveLength(2);
    const generations = app.callsOf("long").map((call) => (call.body as CallBody).ctx.generation_id);
    expect(generations).toContain(2);
  });

  test("during a sleep and a wait: both are over at their time", async () => {
    const { restart, app } = await startBoth();
    const [sleeping] = await app.send({ name: "t/sleeper" });
    const [waiting] = await app.send({ name: "t/waiter" });
    await until("it sleeps", () => app.callsOf("sleeper").length === 2 && app.callsOf("waiter").length === 1);
    await until("both ops are stored", async () => {
      const { data } = (await (await fetch(`${running?.url}/runs.json`)).json()) as {
        data: { steps: { status: string }[] }[];
      };
      const statuses = data.flatMap((run) => run.steps.map((step) => step.status));
      return statuses.includes("sleeping") && statuses.includes("waiting");
    });
    await running?.kill("SIGKILL");
    await restart();
    await app.send({ name: "t/told", data: { word: "hello" } });
    expect((await app.ended(waiting ?? "")).output).toBe("hello");
    expect((await app.ended(sleeping ?? "")).output).toEqual({ before: 1, after: "woken" });
    expect(executed).toEqual(["before"]);
  });

  test("during a checkpointed call: the call that nobody waits for any more is told to stop", async () => {
    const { restart, app } = await startBoth();
    const [event] = await app.send({ name: "t/resumed", data: { run: "stale" } });
    await until("the second step runs", () => gates.has("stale"));
    await running?.kill("SIGKILL");
    await restart();
    await until(
      "the call is sent again",
      () => executed.filter((entry) => entry === "checkpointed held").length === 2,
    );
    const run = await app.ended(event ?? "");
    expect(run).toMatchObject({ status: "Completed", output: 3 + 1 });
    gates.get("stale")?.();
    const refusal = await until("the stale call checkpoints", () =>
      app.sent.find(
        (exchange) => exchange.path.includes("/v1/checkpoint/") && exchange.response.status === 409,
      ),
    );
    expect(refusal.response.status).toBe(409);
    expect(executed.filter((entry) => entry === "checkpointed last")).toHaveLength(1);
  });

  test("or its database connections are cut: it starts over", async () => {
    const { app } = await startBoth();
    const [event] = await app.send({ name: "t/long", data: { run: "cut" } });
    await until("the second step runs", () => gates.has("cut"));
    const sql = postgres(databaseUrl(), { max: 1 });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${`inngest-local ${schema}`}`;
    await sql.end();
    await until("it starts over", () => running?.output().includes("starting over"));
    await until(
      "the call is sent again",
      () => executed.filter((entry) => entry === "held cut").length === 2,
    );
    gates.get("cut")?.();
    await until("it answers", () =>
      fetch(`${running?.url}/dev`).then(
        () => true,
        () => false,
      ),
    );
    expect((await app.ended(event ?? "")).status).toBe("Completed");
  });

  test("a second server on the same schema refuses to start", async () => {
    await startBoth();
    const port = await findFreePort();
    await expect(spawnServer({ port, schema, appUrl: "http://127.0.0.1:9/none" })).rejects.toThrow(
      /another Inngest server/,
    );
  });
});

describe.skipIf(foreignServer)("the app restarts", () => {
  test("calls wait for it without spending attempts", async () => {
    const { app: first } = await startBoth();
    await first.stop();
    await fetch(`${running?.url}/e/key`, {
      method: "POST",
      body: JSON.stringify([{ name: "t/sleeper", data: {} }]),
    });
    await until("calls are refused", () => running?.output().includes("ECONNREFUSED"));
    const { id, port } = first;
    app = await serveApp({ serverUrl: running?.url ?? "", id, port, functions });
    const second = app;
    const call = await until("the call arrives", () => second.callsOf("sleeper")[0]);
    expect((call.body as CallBody).ctx.attempt).toBe(0);
  });
});
