import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, expect, test } from "vitest";
import { connections, syncRuns, syncSlices } from "@/drizzle/schema";
import { newId, newRunId } from "@/lib/core/ids";
import { withWorker } from "@/lib/db/transaction";
import { connectOnce } from "@/lib/local/postgres/database";
import { drawBars } from "@/lib/local/terminal/bars";
import { readRunProgress } from "@/lib/local/terminal/run-progress";
import { createScreen } from "@/lib/local/terminal/screen";
import { readTally, sentence } from "@/lib/local/testing/tally";
import { createTestWorkspace } from "../support/workspace";

const folder = mkdtempSync(join(tmpdir(), "freshet-progress-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function makeRun(): Promise<string> {
  const viewer = await createTestWorkspace();
  const { workspaceId } = viewer;
  const [runId, connectionId] = [newRunId(), newId()];
  const now = new Date();
  const day = { fromDay: "2026-11-01", toDay: "2026-11-07", queuedAt: now };
  const slice = (position: number, phase: string, finishedAt: Date | null) => ({
    ...day,
    ...{
      runId,
      workspaceId,
      position,
      phase,
      finishedAt,
      lane: "cold",
      stream: "ads",
      accountExternalId: "act_1",
    },
  });
  await withWorker(viewer, async (tx) => {
    await tx
      .insert(connections)
      .values({ id: connectionId, workspaceId, provider: "meta", name: "A", externalUserId: "1" });
    const counts = { fetched: 70, inserted: 5, updated: 2, unchanged: 63, progress: 33 };
    const run = { id: runId, workspaceId, connectionId, trigger: "manual", mode: "full", actor: "system" };
    await tx
      .insert(syncRuns)
      .values({ ...run, ...counts, status: "running", step: "2/6", detail: "Campaigns" });
    await tx
      .insert(syncSlices)
      .values([slice(1, "campaigns", now), slice(2, "creatives", now), slice(3, "creatives", null)]);
  });
  return runId;
}

test("the terminal shows a run by phases, in the order of its plan", async () => {
  const sql = connectOnce(process.env.DATABASE_URL ?? "");
  const run = await readRunProgress(sql, await makeRun());
  expect(await readRunProgress(sql, "sync_unknown")).toBeNull();
  await sql.end();
  expect(run).toMatchObject({ status: "running", fetched: 70, written: 7, completed: false });
  expect(run?.phases).toEqual([
    { phase: "campaigns", done: 1, total: 1 },
    { phase: "creatives", done: 1, total: 2 },
  ]);
  const lines = drawBars([run ?? expect.fail("no run")]);
  expect(lines[1]).toMatch(/^ {2}A +█+░+ {2}33% {2}2\/6 Campaigns/);
  expect(lines[3]).toMatch(/creatives +█{14}░{14} 1\/2/);
});

test("several first syncs are one bar each", () => {
  const run = { id: "r", status: "running", step: "2/6", detail: "Ads", fetched: 1, written: 1 };
  const rest = { message: null, completed: false, phases: [{ phase: "ads", done: 0, total: 1 }] };
  const lines = drawBars([
    { ...run, ...rest, name: "One", progress: 50 },
    { ...run, ...rest, name: "Two", progress: 100 },
  ]);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/One +█{14}░{14} {2}50%/);
  expect(lines[2]).toMatch(/Two +█{28} 100%/);
});

test("pinned bars are redrawn below the lines of the parts, and no line wraps", () => {
  let written = "";
  const output = { isTTY: true, columns: 20, write: (text: string) => (written += text) };
  const screen = createScreen(output as unknown as NodeJS.WriteStream);
  screen.pin(["桜文具桜文具桜文具桜文具", "b"]);
  expect(written).toBe("桜文具桜文具桜文具\nb\n");
  written = "";
  screen.part("app", "one\ntw");
  expect(written.startsWith("\x1b[2A\x1b[0J")).toBe(true);
  expect(stripVTControlCharacters(written)).toBe("app | one\n桜文具桜文具桜文具\nb\n");
  screen.part("app", "o\n");
  expect(written).toContain("| two\n");
});

test("the last line of npm test counts every run, and a file that could not be loaded as a failure", () => {
  const file = join(folder, "report.json");
  const broken = { status: "failed", assertionResults: [] };
  const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };
  writeFileSync(file, JSON.stringify({ success: false, ...counts, testResults: [broken] }));
  expect(sentence(readTally(file))).toBe("3 passed, 2 failed, 2 skipped");
  expect(sentence(readTally(join(folder, "none.json")))).toBe("0 passed, 1 failed");
  expect(sentence({ passed: 2, failed: 0, skipped: 0 })).toBe("2 passed, 0 failed");
});
