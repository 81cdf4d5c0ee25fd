import type { Inngest, InngestFunction } from "inngest";
import postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { type CallBody, serveApp, type TestApp } from "../support/inngest-app";
import {
  databaseUrl,
  foreignServer,
  startTestServer,
  type TestServer,
  until,
} from "../support/inngest-server";

const secret = "person@example.com";
const lines: string[] = [];
const log = (message: string, facts: object = {}) => void lines.push(`${message} ${JSON.stringify(facts)}`);
let server: TestServer | undefined;
let app: TestApp | undefined;

type Options = Parameters<typeof startTestServer>[0];

async function startBoth(functions: (client: Inngest) => InngestFunction.Any[], options: Options = {}) {
  const started = await startTestServer({ log, ...options });
  server = started;
  app = await serveApp({ serverUrl: started.url, functions });
  expect((await app.sync()).status).toBe(200);
  return { server: started, app };
}

afterEach(async () => {
  await app?.stop();
  await server?.stop();
  lines.length = 0;
});

const greet = (client: Inngest) => [
  client.createFunction({ id: "greet", triggers: [{ event: "t/greet" }] }, async ({ event, step }) =>
    step.run("say <b>hi</b>", () => `hi ${event.data.who}`),
  ),
];

describe.skipIf(foreignServer)("time", () => {
  const atSecond = (second: number) => {
    const offset = Math.ceil(Date.now() / 60_000) * 60_000 + second * 1_000 - Date.now();
    return () => Date.now() + offset;
  };
  const tick = (client: Inngest) => [
    client.createFunction({ id: "tick", triggers: [{ cron: "* * * * *" }] }, async ({ event }) => event.data),
  ];
  const ticksOf = (running: TestApp) =>
    running.callsOf("tick").map((call) => (call.body as CallBody).event.id);

  test("a cron trigger fires on the minute, and not before the first one after registration", async () => {
    const { app } = await startBoth(tick, { now: atSecond(59.2) });
    expect(ticksOf(app)).toEqual([]);
    const id = await until("the minute begins", () => ticksOf(app)[0]);
    expect(id).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
  });

  test("ticks missed while the server was down are made up for once", async () => {
    const { app, server: first } = await startBoth(tick, { now: atSecond(1) });
    const later = atSecond(600);
    await first.pause();
    server = await startTestServer({
      log,
      schema: first.schema,
      now: later,
      port: Number(new URL(first.url).port),
    });
    await until("the tick is made up for", () => ticksOf(app).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticksOf(app)).toHaveLength(1);
    expect(Date.parse(ticksOf(app)[0] ?? "")).toBeGreaterThan(later() - 61_000);
  });

  test("a run that takes longer than timeouts.finish is cancelled", async () => {
    const { app } = await startBoth((client) => [
      client.createFunction(
        { id: "slow", triggers: [{ event: "t/slow" }], timeouts: { finish: "1s" } },
        async ({ step }) => step.sleep("long", "1h"),
      ),
    ]);
    const [event] = await app.send({ name: "t/slow" });
    expect((await app.ended(event ?? "")).status).toBe("Cancelled");
  });
});

describe.skipIf(foreignServer)("looking at runs", () => {
  test("a rerun is a new run of the same event", async () => {
    const { app, server } = await startBoth(greet);
    const [event] = await app.send({ id: "greet-1", name: "t/greet", data: { who: secret } });
    const first = await app.ended(event ?? "");
    const response = await fetch(`${server.url}/v1/runs/${first.run_id}/rerun`, { method: "POST" });
    const { data } = (await response.json()) as { data: { run_id: string } };
    const second = await until("the rerun ends", async () => {
      const run = await app.findRun(data.run_id);
      return run.ended_at ? run : null;
    });
    expect(second).toMatchObject({
      status: "Completed",
      output: `hi ${secret}`,
      original_run_id: first.run_id,
    });
    expect(second.run_id).not.toBe(first.run_id);
  });

  test("the page escapes names and shows no data; its buttons work for this page only", async () => {
    const { app, server } = await startBoth(greet);
    const [event] = await app.send({ name: "t/greet", data: { who: secret } });
    const run = await app.ended(event ?? "");
    const page = await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("say &lt;b&gt;hi&lt;/b&gt;");
    expect(page).toContain("one machine");
    expect(page).not.toContain(secret);
    const press = (headers: Record<string, string>) =>
      fetch(`${server.url}/runs/${run.run_id}/rerun`, { method: "POST", headers, redirect: "manual" });
    expect((await press({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await press({})).status).toBe(303);
    expect(await app.runsOf(event ?? "")).toHaveLength(2);
    const list = (await (await fetch(`${server.url}/runs.json`)).json()) as { data: { steps: object[] }[] };
    expect(list.data[0]).toMatchObject({ function: `${app.id}-greet` });
  });

  test("step state and events can be fetched for a run", async () => {
    const { app, server } = await startBoth(greet);
    const [event] = await app.send({ name: "t/greet", data: { who: "you" } });
    const { run_id } = await app.ended(event ?? "");
    const steps = (await (await fetch(`${server.url}/v0/runs/${run_id}/actions`)).json()) as object;
    const events = (await (await fetch(`${server.url}/v0/runs/${run_id}/batch`)).json()) as object[];
    expect(Object.values(steps)).toEqual([{ data: "hi you" }]);
    expect(events).toMatchObject([{ name: "t/greet", data: { who: "you" } }]);
  });

  test("nothing of an event reaches the log, even when a condition does not fit it", async () => {
    const { app } = await startBoth((client) => [
      ...greet(client),
      client.createFunction(
        { id: "odd", triggers: [{ event: "t/greet", if: "event.data.who > 5" }] },
        async () => 1,
      ),
    ]);
    const [event] = await app.send({ name: "t/greet", data: { who: secret } });
    await app.ended(event ?? "");
    expect(lines.join("\n")).not.toContain(secret);
  });

  test("text that Postgres' own JSON refuses passes through", async () => {
    const { app } = await startBoth(greet);
    const [event] = await app.send({ name: "t/greet", data: { who: "nul \u0000 and \ud83d\ude00" } });
    expect((await app.ended(event ?? "")).output).toBe("hi nul \u0000 and \ud83d\ude00");
  });

  test("after the end of a run nothing of it is left in the queue", async () => {
    const { app, server } = await startBoth(greet);
    const [event] = await app.send({ name: "t/greet", data: {} });
    await app.ended(event ?? "");
    const sql = postgres(databaseUrl(), { max: 1 });
    await until(
      "the queue is empty",
      async () => (await sql`select 1 from ${sql(server.schema)}.queue`).length === 0,
    );
    await sql.end();
  });
});
