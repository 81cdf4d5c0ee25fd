import type { RunProgress } from "./run-progress";

const width = 28;
const labelWidth = 30;

/** A bar of a fixed width, filled to `share` (0 to 1). */
function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

const row = (label: string, share: number, note: string) =>
  `  ${label.slice(0, labelWidth).padEnd(labelWidth)} ${bar(share)} ${note}`;

function drawRun({ name, progress, step, detail }: RunProgress): string {
  const percent = `${Math.round(progress)}%`.padStart(4);
  return row(name, progress / 100, `${percent}  ${step} ${detail}`);
}

/** First syncs as lines: one for each connection; a single one with its phases below. */
export function drawBars(runs: RunProgress[]): string[] {
  const [only] = runs;
  const phases = runs.length === 1 && only ? only.phases : [];
  return [
    "",
    ...runs.map(drawRun),
    ...phases.map(({ phase, done, total }) =>
      row(phase.replaceAll("_", " "), total > 0 ? done / total : 0, `${done}/${total}`),
    ),
  ];
}
