import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { serveApp, type TestApp } from "../support/inngest-app";
import { foreignServer, startTestServer, type TestServer, until } from "../support/inngest-server";

const lines: string[] = [];
const log = (message: string, facts: object = {}) => void lines.push(`${message} ${JSON.stringify(facts)}`);
let server: TestServer | undefined;
let app: TestApp | undefined;
let fake: Server | undefined;

afterEach(async () => {
  await app?.stop();
  fake?.closeAllConnections();
  fake?.close();
  await server?.stop();
  lines.length = 0;
});

describe.skipIf(foreignServer)("an app that misbehaves", () => {
  async function startFake(answers: ((response: ServerResponse) => void)[]) {
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
    const page = (response: ServerResponse) => response.writeHead(200).end("welcome");
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
    app = await serveApp({ serverUrl: server.url, port, functions: () => [] });
    const put = await until("the app is asked", () => app?.calls.find((call) => call.method === "PUT"));
    expect(put.headers["x-inngest-server-kind"]).toBe("dev");
    await until("it is in sync", () => lines.some((line) => line.includes("in sync")));
  });
});
