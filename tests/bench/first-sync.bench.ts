import { type ChildProcess, spawn } from "node:child_process";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syncRuns } from "@/drizzle/schema";
import { systemClock } from "@/lib/core/clock";
import { withWorker } from "@/lib/db/transaction";
import { simulator } from "@/lib/providers/meta/simulator";
import { requestSync } from "@/lib/sync/request";
import { runSync } from "@/lib/sync/run";
import { table } from "../prove/support/table";
import { createDirectStep } from "../support/direct-step";
import { root } from "../support/imports";
import { findFreePort } from "../support/inngest-process";
import { until } from "../support/inngest-server";
import { connectTest, createTestWorkspace } from "../support/workspace";

/** About twenty thousand rows over 90 days. */
const seed = "bench?accounts=1&campaigns=5&adsets=4&ads=11";
let vendor: ChildProcess;
let url: string;

beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  const main = ["--conditions=react-server", "--import", "tsx", "lib/local/simulators/main.ts"];
  vendor = spawn(process.execPath, [...main, "meta", String(port), "-", seed], {
    cwd: root,
    stdio: "ignore",
  });
  Object.assign(process.env, simulator.sandboxEnv(url));
  await until("the simulator answers", () => fetch(url).catch(() => null));
  await fetch(`${url}/_control/freeze`, { method: "POST", body: "{}" });
});
afterAll(() => void vendor.kill());

test("a first sync of about 20,000 rows, and one that finds nothing changed", async () => {
  const viewer = await createTestWorkspace();
  const { workspaceId } = viewer;
  const connectionId = await connectTest(viewer, "meta", systemClock);
  const rows: (string | number)[][] = [];
  for (const name of ["first sync", "nothing changed"]) {
    const { runId } = await requestSync(viewer, { connectionId, mode: "full" });
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    let waitedMs = 0;
    const pause = async (ms: number) => {
      waitedMs += ms;
      await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20)));
    };
    const input = { workspaceId, runId, executorRunId: `direct-${runId}` };
    let result = await runSync({ ...input, part: 1 }, createDirectStep(), { clock: systemClock, pause });
    for (let part = 2; result.state === "continue"; part += 1)
      result = await runSync({ ...input, part }, createDirectStep(), { clock: systemClock, pause });
    const seconds = (performance.now() - startedAt) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const [run] = await withWorker(viewer, (tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
    expect(run).toMatchObject({ status: "succeeded", errorMessage: null });
    const { fetched = 0, inserted = 0, updated = 0, apiCalls = 0 } = run ?? {};
    const perSecond = (fetched / seconds).toFixed(0);
    const cpuMs = ((user + system) / 1_000).toFixed(0);
    rows.push([
      name,
      fetched,
      inserted + updated,
      apiCalls,
      seconds.toFixed(2),
      perSecond,
      cpuMs,
      (waitedMs / 1_000).toFixed(0),
    ]);
  }
  const heads = ["", "rows", "written", "calls", "seconds", "rows/s", "our CPU ms", "waits left out, s"];
  console.log(`\n${table(heads, rows)}\n`);
});
