import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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
let fake: Server | undefined;

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
  fake?.closeAllConnections();
  fake?.close();
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
    await first.pause();
    server = await startTestServer({
      log,
      schema: first.schema,
      now: atSecond(600),
      port: Number(new URL(first.url).port),
    });
    await until("the tick is made up for", () => ticksOf(app).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticksOf(app)).toHaveLength(1);
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

describe.skipIf(foreignServer)("an app that misbehaves", () => {
  async function startFake(answers: ((response: import("node:http").ServerResponse) => void)[]) {
    const calls: number[] = [];
    fake = createServer((request, response) => {
      request.resume().on("end", () => {
        calls.push(Date.now());
        answers[calls.length - 1]?.(response);
      });
    });
    await new Promise<void>((resolve) => fake?.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}/api/inngest`;
    const started = await startTestServer({ log });
    server = started;
    const runtime = { type: "http", url: `${url}?fnId=fake-fn&stepId=step` };
    const fn = {
      id: "fake-fn",
      triggers: [{ event: "t/fake" }],
      steps: { step: { runtime, retries: { attempts: 3 } } },
    };
    const post = (path: string, body: unknown) =>
      fetch(`${started.url}${path}`, { method: "POST", body: JSON.stringify(body) }).then((reply) =>
        reply.json(),
      );
    await post("/fn/register", { url, appName: "fake", functions: [fn] });
    const { ids } = (await post("/e/key", { name: "t/fake", data: {} })) as { ids: string[] };
    const run = await until("the run ends", async () => {
      const reply = (await (await fetch(`${started.url}/v1/events/${ids[0]}/runs`)).json()) as {
        data: { ended_at: string }[];
      };
      return reply.data.find((entry) => entry.ended_at);
    });
    return { run: run as unknown as { status: string; output: unknown }, calls };
  }
  const sdk = { "x-inngest-sdk": "inngest-js:v4.24.0", "x-inngest-req-version": "2" };

  test("HTML, a broken connection and an answer without end are tried again", async () => {
    const { run, calls } = await startFake([
      (response) => response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { ...sdk, "content-length": "100" }).write("half");
        setTimeout(() => response.destroy(), 20);
      },
      (response) => response.writeHead(200, sdk).end('"fine"'),
    ]);
    expect(run).toMatchObject({ status: "Completed", output: "fine" });
    expect(calls).toHaveLength(4);
  });

  test("a page that is not the SDK's never completes a run", async () => {
    const page = (response: import("node:http").ServerResponse) => response.writeHead(200).end("welcome");
    const { run } = await startFake([page, page, page, page]);
    expect(run.status).toBe("Failed");
  });

  test("x-inngest-no-retry fails the run at once, retry-after is waited for", async () => {
    const { run, calls } = await startFake([
      (response) =>
        response.writeHead(500, { ...sdk, "retry-after": "1", "x-inngest-no-retry": "false" }).end("{}"),
      (response) =>
        response
          .writeHead(500, { ...sdk, "x-inngest-no-retry": "true" })
          .end('{"name":"Error","message":"no"}'),
    ]);
    expect(run).toMatchObject({ status: "Failed", output: { message: "no" } });
    expect((calls[1] ?? 0) - (calls[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test("an op that is not supported fails the run with its name", async () => {
    const { run } = await startFake([
      (response) => response.writeHead(206, sdk).end('[{"id":"a","op":"AIGateway","name":"infer"}]'),
    ]);
    expect(run.output).toMatchObject({ message: expect.stringContaining("AIGateway") });
  });
});

describe.skipIf(foreignServer)("registration", () => {
  const register = async (functionOptions: object) => {
    const started = await startTestServer({ log });
    server = started;
    const runtime = { type: "http", url: "http://127.0.0.1:9/api/inngest?fnId=a-f&stepId=step" };
    const fn = { id: "a-f", triggers: [{ event: "t/x" }], steps: { step: { runtime } }, ...functionOptions };
    const body = JSON.stringify({ url: "http://127.0.0.1:9/api/inngest", appName: "a", functions: [fn] });
    return fetch(`${started.url}/fn/register`, { method: "POST", body });
  };

  test("an option that is not supported is named in the log", async () => {
    expect(
      (await register({ debounce: { period: "1m" }, throttle: { limit: 1, period: "1m" } })).status,
    ).toBe(200);
    expect(lines.find((line) => line.includes("NOT SUPPORTED"))).toMatch(/a-f.*throttle,debounce/);
  });

  test("expressions and schedules that cannot be evaluated are refused", async () => {
    const response = await register({
      triggers: [{ event: "t/x", expression: "event.data.name.startsWith('a')" }, { cron: "every day" }],
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(/startsWith.*every day/);
  });

  test("the app is asked to register until it answers", async () => {
    const placeholder = createServer();
    await new Promise<void>((resolve) => placeholder.listen(0, "127.0.0.1", resolve));
    const { port } = placeholder.address() as AddressInfo;
    await new Promise((resolve) => placeholder.close(resolve));
    server = await startTestServer({ log, appUrls: [`http://127.0.0.1:${port}/api/inngest`] });
    await until("the app is missed", () => lines.some((line) => line.includes("ECONNREFUSED")));
    app = await serveApp({ serverUrl: server.url, port, functions: greet });
    const put = await until("the app is asked", () => app?.calls.find((call) => call.method === "PUT"));
    expect(put.headers["x-inngest-server-kind"]).toBe("dev");
    await until("it is in sync", () => lines.some((line) => line.includes("in sync")));
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
