import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CallBody, type Exchange, serveApp, type TestApp } from "../support/inngest-app";
import { recordedFunctions } from "../support/inngest-functions";
import { blurred, callsOfRun, describeCalls, readRecording } from "../support/inngest-recording";
import { foreignServer, startTestServer, type TestServer, until } from "../support/inngest-server";

const recording = readRecording();
const patience = foreignServer ? 150_000 : 20_000;
let server: TestServer;
let app: TestApp;

const runIdOf = (call: Exchange) => (call.body as CallBody).ctx.run_id;

function firstRunCalls(calls: Exchange[], fn: string): Exchange[] {
  const own = calls.filter((call) => call.path.includes(`fnId=proto-${fn}&`));
  return own[0] ? callsOfRun(own, runIdOf(own[0])) : [];
}

beforeAll(async () => {
  server = await startTestServer();
  app = await serveApp({ serverUrl: server.url, id: "proto", functions: recordedFunctions });
  expect((await app.sync()).status).toBe(200);
  const steps = { name: "demo/steps.requested", data: { runId: "r1", connectionId: "c1", priority: 10 } };
  const [first] = await app.send({ id: "sync-r1", ...steps });
  await app.send({ id: "sync-r1", ...steps });
  const [flaky] = await app.send({ name: "demo/flaky.requested", data: {} });
  const [checkpointed] = await app.send({ name: "demo/checkpointed.requested", data: {} });
  const single = (connectionId: string) => ({ name: "demo/single.requested", data: { connectionId } });
  await app.send(single("x"), single("x"), single("y"));
  const [waiter] = await app.send({ name: "demo/waiter.requested", data: {} });
  for (const id of [first, flaky, checkpointed, waiter]) await app.ended(id ?? "", patience);
  await until("onFailure runs", () => app.callsOf("flaky-failure").length >= 2);
}, patience + 30_000);

afterAll(async () => {
  await app?.stop();
  await server?.stop();
});

describe.skipIf(!recording)("a run is called as a real Inngest server calls it", () => {
  const functions = ["steps", "flaky", "flaky-failure", "checkpointed", "single", "waiter"];

  test.each(functions)("%s", (fn) => {
    const expected = describeCalls(firstRunCalls(recording?.toApp ?? [], fn));
    const actual = describeCalls(firstRunCalls(app.calls, fn));
    expect(expected.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });

  test("an invoked function gets the payload and where it came from", () => {
    const findInvoked = (calls: Exchange[]) =>
      calls.filter((call) => (call.body as CallBody).event?.name === "inngest/function.invoked");
    const expected = describeCalls(findInvoked(recording?.toApp ?? []));
    expect(describeCalls(findInvoked(app.calls))).toEqual(expected);
  });
});

describe.skipIf(!recording)("answers to the SDK have the shape of a real server's", () => {
  const find = (exchanges: Exchange[], path: string) =>
    exchanges.filter((exchange) => exchange.path.startsWith(path));
  const shape = ({ status, headers, body }: Exchange["response"]) => ({
    status,
    kind: headers["x-inngest-server-kind"],
    type: headers["content-type"],
    body: blurred(body),
  });

  test.each(["/fn/register", "/e/", "/v1/checkpoint/"])("%s", (path) => {
    const [expected] = find(recording?.toServer ?? [], path);
    const [actual] = find(app.sent, path);
    expect(actual && shape(actual.response)).toEqual(expected && shape(expected.response));
  });

  test("event ids follow from the request's seed", async () => {
    for (const exchange of find(recording?.toServer ?? [], "/e/")) {
      const response = await fetch(`${server.url}${exchange.path}`, {
        method: "POST",
        headers: exchange.headers,
        body: JSON.stringify((exchange.body as object[]).map((event) => ({ ...event, name: "demo/nobody" }))),
      });
      expect(((await response.json()) as { ids: string[] }).ids).toEqual(
        (exchange.response.body as { ids: string[] }).ids,
      );
    }
  });
});

test("the same event id twice starts one run", () => {
  expect(new Set(app.callsOf("steps").map(runIdOf)).size).toBe(1);
});

test("three events of a singleton that skips, two of them with the same key, start two runs", () => {
  const direct = app
    .callsOf("single")
    .filter((call) => (call.body as CallBody).event.name === "demo/single.requested");
  expect(new Set(direct.map(runIdOf)).size).toBe(2);
});

test("registering the same functions again modifies nothing", async () => {
  const reply = (await (await app.sync()).json()) as { modified: boolean };
  expect(reply.modified).toBe(false);
});
