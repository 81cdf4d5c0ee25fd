import { afterAll, beforeAll, expect, test } from "vitest";
import { ConnectionList, ConnectionSyncStatus } from "@/lib/api/connection";
import { MetricsResponse } from "@/lib/api/numbers";
import { SyncJob } from "@/lib/api/sync";
import { SyncHistory, SyncStatus } from "@/lib/api/sync-start";
import { type RunningApp, startApp } from "../support/app";
import { type Client, createClient, signIn } from "../support/client";
import { readStream } from "../support/event-stream";

let app: RunningApp;
let demo: Client;
let stranger: Client;
let connectionId: string;
let firstRunId: string;

beforeAll(async () => {
  app = await startApp({ providers: ["meta"] });
  const seeded = await app.seed();
  firstRunId = seeded.firstRunId ?? "";
  demo = await signIn(app.url, seeded);
  stranger = await signIn(app.url, {
    email: "stranger@test.local",
    password: "a-long-password",
    name: "Stranger",
  });
  const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
  connectionId = connections[0]?.id ?? "";
});
afterAll(() => app?.stop());

test("the first sync of the demo workspace ends well and its numbers can be read", async () => {
  const job = SyncJob.parse(await demo.ended(firstRunId));
  expect(job).toMatchObject({ status: "completed", run_status: "succeeded", progress: 100, error: null });
  expect(job.slices.every(({ status }) => status === "done")).toBe(true);
  const metrics = MetricsResponse.parse(await demo.json("GET", "/api/metrics?level=account&groupBy=day"));
  expect(metrics.rows.length).toBeGreaterThan(80);
  expect(metrics.currencies.length).toBe(3);
});

test("ten clicks at once give one run, answered 202 once and 200 nine times, and the run is followed to its end", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => demo.call("POST", `/api/connections/${connectionId}/sync-now`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 202]);
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(new Set(bodies.map(({ job_id }) => job_id)).size).toBe(1);
  const { frames, closed } = await readStream(`${app.url}/api/sync/${bodies[0].job_id}/stream`, {
    cookie: demo.cookie,
    stop: () => false,
  });
  expect(closed).toBe(true);
  expect(frames.filter(({ data }) => data.step === "done" || data.step === "error")).toHaveLength(1);
  expect(frames.at(-1)?.data).toMatchObject({ step: "done", progress: 100 });
  const percents = frames.filter(({ id }) => id !== null).map(({ data }) => data.progress);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
});

test("a client that reconnects at random sees every seq once", async () => {
  const { job_id } = await demo.json<{ job_id: string }>(
    "POST",
    `/api/connections/${connectionId}/sync-now`,
    { mode: "full" },
  );
  const seen: number[] = [];
  for (let closed = false, round = 1; !closed; round += 1) {
    const take = 1 + ((round * 7) % 5);
    const result = await readStream(`${app.url}/api/sync/${job_id}/stream`, {
      cookie: demo.cookie,
      lastEventId: seen.at(-1) ?? 0,
      stop: (frames) => frames.length >= take && !frames.some(({ data }) => data.step === "done"),
    });
    seen.push(...result.frames.flatMap(({ id }) => id ?? []));
    closed = result.closed;
  }
  const job = SyncJob.parse(await demo.json("GET", `/api/sync/${job_id}`));
  expect(seen).toEqual(Array.from({ length: job.last_seq }, (_, index) => index + 1));
  const replay = await readStream(
    `${app.url}/api/sse/sync-progress/${job_id}?lastEventId=${job.last_seq - 2}`,
    { cookie: demo.cookie, stop: () => false },
  );
  expect(replay.frames.map(({ id }) => id)).toEqual([job.last_seq - 1, job.last_seq]);
});

test("the other spelling of the same runs: start, status, history, cancel", async () => {
  const started = await demo.json<{ syncId: string; status: string }>("POST", "/api/sync/start", {
    connectionId,
  });
  expect(started).toMatchObject({ status: "in_progress", syncId: expect.stringMatching(/^sync_/) });
  expect(SyncStatus.parse(await demo.json("GET", `/api/sync/status/${started.syncId}`)).ordersProcessed).toBe(
    0,
  );
  for (let times = 0; times < 2; times += 1) {
    const cancelled = await demo.json("POST", `/api/sync/cancel/${started.syncId}`);
    expect(["cancelled", "complete"]).toContain((cancelled as { status: string }).status);
  }
  const first = SyncHistory.parse(await demo.json("GET", "/api/sync/history?limit=2"));
  expect(first.syncs.map(({ syncId }) => syncId)).toContain(started.syncId);
  const second = SyncHistory.parse(
    await demo.json("GET", `/api/sync/history?limit=2&cursor=${first.nextCursor}`),
  );
  expect(second.syncs.every(({ syncId }) => !first.syncs.some((known) => known.syncId === syncId))).toBe(
    true,
  );
});

test("a frequency takes effect at once, and one that does not fit is refused with its reason", async () => {
  const set = (sync_frequency: string) =>
    demo.call("PATCH", `/api/connections/${connectionId}/sync-frequency`, { body: { sync_frequency } });
  const hourly = ConnectionSyncStatus.parse(await (await set("hourly")).json());
  expect(hourly.sync_frequency).toBe("hourly");
  expect(Date.parse(hourly.next_sync_at ?? "")).toBeGreaterThan(Date.now());
  const refused = await set("realtime");
  expect([refused.status, (await refused.json()).code]).toEqual([403, "frequency_gated"]);
  const unknown = await set("every-blue-moon");
  expect([unknown.status, (await unknown.json()).code]).toEqual([422, "invalid_input"]);
  expect(ConnectionSyncStatus.parse(await (await set("manual")).json()).next_sync_at).toBeNull();
});

test("bad input gets a problem with a stable code, and never a stack", async () => {
  const cases: [string, string, { raw?: string; body?: unknown }, number, string][] = [
    ["POST", "/api/connections/no-such-id/sync-now", {}, 404, "not_found"],
    ["POST", "/api/connections/0190a1b2-0000-7000-8000-000000000000/sync-now", {}, 404, "not_found"],
    ["POST", `/api/connections/${connectionId}/sync-now`, { raw: "{not json" }, 400, "malformed_json"],
    [
      "POST",
      `/api/connections/${connectionId}/sync-now`,
      { body: { mode: "sideways" } },
      422,
      "invalid_input",
    ],
    [
      "POST",
      `/api/connections/${connectionId}/sync-now`,
      { raw: `"${"x".repeat(300_000)}"` },
      413,
      "too_large",
    ],
    ["POST", "/api/sync/start", { body: {} }, 422, "invalid_input"],
    ["GET", "/api/sync/sync_unknown", {}, 404, "not_found"],
    ["GET", "/api/sync/sync_unknown/stream", {}, 404, "not_found"],
    ["GET", `/api/sync/${firstRunId}/stream?lastEventId=abc`, {}, 422, "invalid_cursor"],
    ["GET", "/api/metrics?from=2026-02-30", {}, 422, "invalid_input"],
    ["GET", "/api/changes?cursor=zzzz", {}, 422, "invalid_cursor"],
    ["GET", "/api/sync/history?limit=100000", {}, 422, "invalid_input"],
  ];
  for (const [method, path, options, status, code] of cases) {
    const response = await demo.call(method, path, options);
    const text = await response.text();
    expect([path, response.status, JSON.parse(text).code]).toEqual([path, status, code]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(text).not.toMatch(/\bat \w+ \(|node_modules|postgres|select /i);
  }
  // People navigate there: a page tells them.
  const refused = await demo.call("GET", "/api/oauth/nobody");
  const { pathname, search } = new URL(refused.headers.get("location") ?? "");
  expect(pathname + search).toBe("/settings?failed=unknown_provider&provider=nobody");
});

test("another workspace's ids do not exist, whatever is asked of them", async () => {
  const paths: [string, string, unknown?][] = [
    ["POST", `/api/connections/${connectionId}/sync-now`],
    ["PATCH", `/api/connections/${connectionId}/sync-frequency`, { sync_frequency: "hourly" }],
    ["GET", `/api/connections/${connectionId}/sync-status`],
    ["POST", `/api/connections/${connectionId}/test`],
    ["POST", `/api/connections/${connectionId}/pause`],
    ["POST", `/api/connections/${connectionId}/resume`],
    ["DELETE", `/api/connections/${connectionId}`],
    ["POST", "/api/sync", { connection_id: connectionId }],
    ["POST", "/api/sync/start", { connectionId }],
    ["POST", "/api/sync/force", { connectionId }],
    ["GET", `/api/sync/${firstRunId}`],
    ["GET", `/api/sync/${firstRunId}/events`],
    ["GET", `/api/sync/${firstRunId}/stream`],
    ["GET", `/api/sse/sync-progress/${firstRunId}`],
    ["GET", `/api/sync/status/${firstRunId}`],
    ["POST", `/api/sync/cancel/${firstRunId}`],
  ];
  for (const [method, path, body] of paths)
    expect([path, (await stranger.call(method, path, { body })).status]).toEqual([path, 404]);
  expect(await stranger.json("GET", "/api/connections")).toEqual({ connections: [], unfinished: [] });
  expect(await stranger.json("GET", `/api/metrics?connectionId=${connectionId}`)).toMatchObject({
    rows: [],
    currencies: [],
  });
  expect(await stranger.json("GET", "/api/changes")).toEqual({ changes: [], nextCursor: null });
});

test("without a session 401, from another site 403, with the answer never cached", async () => {
  const nobody = createClient(app.url, "better-auth.session_token=gone");
  expect((await nobody.call("GET", "/api/connections")).status).toBe(401);
  const path = `/api/connections/${connectionId}/sync-now`;
  expect((await demo.call("POST", path, { headers: { origin: "https://elsewhere.test" } })).status).toBe(403);
  expect((await demo.call("POST", path, { headers: { origin: "null" } })).status).toBe(403);
  const response = await demo.call("GET", "/api/connections");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("no token leaves the app: not in answers, not in its output, not in Inngest", async () => {
  const texts = [
    app.output(),
    await (await demo.call("GET", "/api/connections")).text(),
    await (await demo.call("GET", `/api/sync/${firstRunId}/events`)).text(),
    await (await fetch(`${app.inngestUrl}/runs.json`)).text(),
  ];
  for (const text of texts) expect(text).not.toMatch(/EAA\w{10,}|sandbox-app-secret|appsecret_proof=/);
});
