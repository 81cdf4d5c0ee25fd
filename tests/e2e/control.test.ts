import { afterAll, beforeAll, expect, test } from "vitest";
import { AlertList } from "@/lib/api/alerts";
import { ConnectionList } from "@/lib/api/connection";
import { SyncJob } from "@/lib/api/sync";
import { PlanPreview, ResetResponse } from "@/lib/api/sync-control";
import { SyncHistory } from "@/lib/api/sync-start";
import { type RunningApp, startApp } from "../support/app";
import { type Client, signIn } from "../support/client";

let app: RunningApp;
let client: Client;
let connectionId: string;
let simulatorUrl: string;

beforeAll(async () => {
  app = await startApp({ providers: ["meta"] });
  const { email, password, firstRunId } = await app.seed();
  client = await signIn(app.url, { email, password });
  await client.ended(firstRunId ?? "");
  const { connections } = ConnectionList.parse(await client.json("GET", "/api/connections"));
  connectionId = connections[0]?.id ?? "";
  simulatorUrl = Object.values(app.simulatorUrls)[0] ?? "";
});
afterAll(() => app?.stop());

const control = (method: string, verb: string, body?: unknown) =>
  fetch(`${simulatorUrl}/_control/${verb}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
const problemOf = async (response: Response) => {
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
};

test("a plan is previewed, its days backfilled, and what is not possible refused", async () => {
  const days = { from: "2026-01-05", to: "2026-01-07", streams: ["campaign_metrics"] };
  const plan = (body: unknown) => client.json("POST", `/api/connections/${connectionId}/plan`, body);
  expect(PlanPreview.parse(await plan({ mode: "full" })).slices.length).toBeGreaterThan(10);
  const preview = PlanPreview.parse(await plan(days));
  const response = await client.call("POST", `/api/connections/${connectionId}/backfill`, { body: days });
  expect(response.status).toBe(202);
  const { job_id } = (await response.json()) as { job_id: string };
  await client.ended(job_id);
  const job = SyncJob.parse(await client.json("GET", `/api/sync/${job_id}`));
  expect(job).toMatchObject({ run_status: "succeeded", trigger: "backfill", retryable: false });
  expect(job.slices).toHaveLength(preview.slices.length);
  const ask = async (body: unknown) =>
    problemOf(await client.call("POST", `/api/connections/${connectionId}/backfill`, { body }));
  expect(await ask({ from: "2001-01-01", to: "2001-01-02" })).toEqual([422, "invalid_range"]);
  expect(await ask({ from: "2026-02-30", to: "2026-03-01" })).toEqual([422, "invalid_input"]);
  expect(await ask({ from: "2026-01-07", to: "2026-01-05" })).toEqual([422, "invalid_input"]);
  const nobody = "00000000-0000-7000-8000-000000000000";
  expect(await problemOf(await client.call("POST", `/api/connections/${nobody}/plan`))).toEqual([
    404,
    "not_found",
  ]);
});

test("a failed sync opens an alert by itself, is listed as retryable, and its retry resolves the alert", async () => {
  await control("POST", "faults", { kind: "permission" });
  const { job_id } = await client.json<{ job_id: string }>(
    "POST",
    `/api/connections/${connectionId}/sync-now`,
  );
  expect(await client.ended(job_id)).toMatchObject({ run_status: "failed" });
  const alerts = async (status: string) =>
    AlertList.parse(await client.json("GET", `/api/alerts?status=${status}`)).alerts;
  await expect.poll(() => alerts("open"), { timeout: 20_000 }).toMatchObject([{ kind: "run_failed" }]);
  const [alert] = await alerts("open");
  const acknowledged = await client.json("POST", `/api/alerts/${alert?.id}/acknowledge`);
  expect(acknowledged).toMatchObject({ status: "open", acknowledged_by: "Demo" });
  const { syncs } = SyncHistory.parse(
    await client.json("GET", "/api/sync/history?status=failed&retryable=true"),
  );
  expect(syncs.map(({ syncId }) => syncId)).toContain(job_id);
  await control("DELETE", "faults");
  const response = await client.call("POST", `/api/sync/${job_id}/retry`);
  expect(response.status).toBe(202);
  const retry = (await response.json()) as { job_id: string };
  expect(await client.ended(retry.job_id)).toMatchObject({ run_status: "succeeded", parent_job_id: job_id });
  expect(await problemOf(await client.call("POST", `/api/sync/${job_id}/retry`))).toEqual([
    409,
    "nothing_to_retry",
  ]);
  await expect.poll(() => alerts("open"), { timeout: 90_000 }).toEqual([]);
  expect(await alerts("all")).toMatchObject([{ id: alert?.id, status: "resolved" }]);
});

test("an admin resets a stream; nothing is held, so there is nothing to accept", async () => {
  const body = { stream: "demographics" };
  const reset = ResetResponse.parse(
    await client.json("POST", `/api/connections/${connectionId}/reset`, body),
  );
  expect(reset.rows_removed).toBeGreaterThan(0);
  expect(await client.ended(reset.job_id)).toMatchObject({ run_status: "succeeded", mode: "full" });
  const accept = await client.call("POST", `/api/connections/${connectionId}/accept-shrink`);
  expect(await problemOf(accept)).toEqual([409, "nothing_held"]);
});
