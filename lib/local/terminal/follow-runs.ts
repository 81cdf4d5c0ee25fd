import { setTimeout as pause } from "node:timers/promises";
import { connectOnce } from "../postgres/database";
import { drawBars } from "./bars";
import { type RunProgress, readRunProgress } from "./run-progress";
import type { Screen } from "./screen";

const format = (count: number) => count.toLocaleString("en-US");

function conclude(run: RunProgress, seconds: number): string {
  const rows = `${format(run.fetched)} rows read, ${format(run.written)} written`;
  if (run.status === "succeeded")
    return `First sync of ${run.name} finished in ${seconds.toFixed(1)} s: ${rows}.`;
  return `First sync of ${run.name} ended as ${run.status}: ${run.message ?? run.detail} (${rows}).`;
}

const lineOf = ({ name, step, progress, detail }: RunProgress) =>
  `sync | ${name}: ${step} ${Math.round(progress)}% ${detail}`;

/** Shows runs until each has ended or `signal` says stop: a bar each on a terminal, a line per step elsewhere. */
export async function followRuns(
  screen: Screen,
  url: string,
  runIds: string[],
  signal: AbortSignal,
): Promise<void> {
  const sql = connectOnce(url);
  const startedAt = Date.now();
  const said = new Map<string, string>();
  let left = runIds;
  try {
    while (!signal.aborted && left.length > 0) {
      const read = await Promise.all(left.map((id) => readRunProgress(sql, id)));
      const runs = read.filter((run) => run !== null);
      if (screen.isTerminal) screen.pin(drawBars(runs.filter(({ completed }) => !completed)));
      for (const run of runs) {
        const line = lineOf(run);
        if (!screen.isTerminal && said.get(run.id) !== line) screen.line(line);
        said.set(run.id, line);
        if (run.completed) screen.line(conclude(run, (Date.now() - startedAt) / 1000));
      }
      left = runs.filter(({ completed }) => !completed).map(({ id }) => id);
      if (left.length > 0) await pause(250, undefined, { signal }).catch(() => {}); // stopped while waiting
    }
  } finally {
    screen.pin([]);
    await sql.end({ timeout: 1 });
  }
}
