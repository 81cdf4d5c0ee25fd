import { setTimeout as pause } from "node:timers/promises";
import { connectOnce } from "../postgres/database";
import { drawBars } from "./bars";
import { type RunProgress, readRunProgress } from "./run-progress";
import type { Screen } from "./screen";

const format = (count: number) => count.toLocaleString("en-US");

function conclude(run: RunProgress, seconds: number): string {
  const rows = `${format(run.fetched)} rows read, ${format(run.written)} written`;
  if (run.status === "succeeded") return `First sync finished in ${seconds.toFixed(1)} s: ${rows}.`;
  return `First sync ended as ${run.status}: ${run.message ?? run.detail} (${rows}).`;
}

/** Shows a run until it ends or `signal` says stop: bars on a terminal, a line per step elsewhere. */
export async function followRun(
  screen: Screen,
  url: string,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  const sql = connectOnce(url);
  const startedAt = Date.now();
  let said = "";
  try {
    while (!signal.aborted) {
      const run = await readRunProgress(sql, runId);
      if (!run) return;
      const line = `sync | ${run.step} ${Math.round(run.progress)}% ${run.detail}`;
      if (screen.isTerminal) screen.pin(drawBars(run));
      else if (line !== said) screen.line(line);
      said = line;
      if (run.completed) {
        screen.pin([]);
        screen.line(conclude(run, (Date.now() - startedAt) / 1000));
        return;
      }
      await pause(250, undefined, { signal }).catch(() => {}); // stopped while waiting
    }
  } finally {
    screen.pin([]);
    await sql.end({ timeout: 1 });
  }
}
