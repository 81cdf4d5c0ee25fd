import type { RunProgress } from "./run-progress";

const width = 28;

/** A bar of a fixed width, filled to `share` (0 to 1). */
export function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

const row = (label: string, share: number, note: string) => `  ${label.padEnd(18)} ${bar(share)} ${note}`;

/** The first sync as lines: one for the whole run, one per phase. */
export function drawBars({ progress, step, detail, phases }: RunProgress): string[] {
  const percent = `${Math.round(progress)}%`.padStart(4);
  return [
    "",
    row("First sync", progress / 100, `${percent}  ${step} ${detail}`),
    ...phases.map(({ phase, done, total }) =>
      row(phase.replaceAll("_", " "), total > 0 ? done / total : 0, `${done}/${total}`),
    ),
  ];
}
