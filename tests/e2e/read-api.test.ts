import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConnectionList } from "@/lib/api/connection";
import { ExportRow } from "@/lib/api/export";
import { Health } from "@/lib/api/numbers";
import { Reconciliation } from "@/lib/api/reconciliation";
import { RevisionsResponse } from "@/lib/api/revisions";
import { Snapshot } from "@/lib/api/snapshot";
import { type RunningApp, startApp } from "../support/app";
import { type Client, signIn } from "../support/client";

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
  stranger = await signIn(app.url, { email: "other@test.local", password: "a-long-password", name: "Other" });
  const { connections } = ConnectionList.parse(await demo.json("GET", "/api/connections"));
  connectionId = connections[0]?.id ?? "";
  await demo.ended(firstRunId);
});
afterAll(() => app?.stop());

const of = (verb: string) => `/api/connections/${connectionId}/${verb}`;

test("the snapshot of the first sync is gzip JSON that passes its schema, and a file on request", async () => {
  const response = await demo.call("GET", of("snapshot"));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const snapshot = Snapshot.parse(await response.json());
  expect(snapshot.accounts.length).toBe(3);
  const file = await demo.call("GET", of(`snapshot?download=1&syncId=${firstRunId}`));
  expect(file.headers.get("content-disposition")).toBe(
    `attachment; filename="snapshot-${firstRunId.replace("_", "-")}.json.gz"`,
  );
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(file.headers.get("etag")).toBe(`"${createHash("sha256").update(bytes).digest("hex")}"`);
  expect(Snapshot.parse(JSON.parse(gunzipSync(bytes).toString())).accounts.length).toBe(3);
  const plain = await demo.call("GET", of("snapshot"), { headers: { "accept-encoding": "identity" } });
  expect([plain.headers.get("content-encoding"), (await plain.json()).version]).toEqual([null, 1]);
  expect((await demo.call("GET", of("snapshot?syncId=sync_unknown"))).status).toBe(404);
});

test("an export is a file of CSV or JSON", async () => {
  const csv = await demo.call("GET", `/api/export?format=csv&level=campaign&connectionId=${connectionId}`);
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(csv.headers.get("content-disposition")).toMatch(
    /^attachment; filename="freshet-campaign-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const [header, ...lines] = (await csv.text()).trimEnd().split("\r\n");
  expect(header).toBe(Object.keys(ExportRow.shape).join(","));
  const rows = await demo.json("GET", `/api/export?format=json&level=campaign&connectionId=${connectionId}`);
  expect(ExportRow.array().parse(rows)).toHaveLength(lines.length);
  expect((await demo.call("GET", "/api/export?from=2026-02-02&to=2026-02-01")).status).toBe(422);
});

test("revisions and reconciliation answer as described", async () => {
  const revisions = await demo.json("GET", `/api/revisions?connectionId=${connectionId}&limit=5`);
  expect(RevisionsResponse.parse(revisions).nextCursor).toBeNull();
  const totals = Reconciliation.parse(await demo.json("GET", of("reconciliation")));
  expect(totals.days_checked).toBeGreaterThan(80);
});

test("another workspace's numbers do not exist", async () => {
  const paths = [
    of("snapshot"),
    of("reconciliation"),
    `/api/export?connectionId=${connectionId}`,
    `/api/revisions?connectionId=${connectionId}`,
  ];
  for (const path of paths) expect([path, (await stranger.call("GET", path)).status]).toEqual([path, 404]);
  expect(await stranger.json("GET", "/api/export?format=json")).toEqual([]);
});

test("anyone may read the description and the health, and neither holds a secret", async () => {
  const description = await fetch(`${app.url}/api/openapi.json`);
  const text = await description.text();
  expect([description.status, JSON.parse(text).openapi]).toEqual([200, "3.1.0"]);
  const answered = await fetch(`${app.url}/api/health`);
  const health = Health.parse(await answered.clone().json());
  expect([answered.status, health.inngest]).toEqual([200, { reachable: true, registered: true }]);
  expect(text + (await answered.text())).not.toMatch(/postgres:|EAA\w{10,}|secret-of|sandbox-app-secret/);
});
