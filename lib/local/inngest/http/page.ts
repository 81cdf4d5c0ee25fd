import type { RunWithSteps } from "../store/history";
import type { StepRow } from "../store/rows";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

const printTime = (ms: number | null) =>
  ms === null ? "" : escapeHtml(new Date(ms).toISOString().slice(0, 19).replace("T", " "));

function printDuration(fromMs: number | null, untilMs: number | null): string {
  return fromMs === null || untilMs === null ? "" : `${Math.max(untilMs - fromMs, 0).toFixed(0)} ms`;
}

function printStep(step: StepRow): string {
  const attempts = step.attempts > 1 ? `, ${step.attempts} attempts` : "";
  const took = step.ended_ms === null ? "" : `, ${printDuration(step.created_ms, step.ended_ms)}`;
  return `<li><b>${escapeHtml(step.name)}</b> ${escapeHtml(step.op)}: ${escapeHtml(step.status)}${attempts}${took}</li>`;
}

function printButton(runId: string, action: "rerun" | "cancel"): string {
  return `<form method="post" action="/runs/${encodeURIComponent(runId)}/${action}"><button>${action}</button></form>`;
}

function printRun(run: RunWithSteps): string {
  const isLive = run.ended_ms === null;
  const steps = run.steps.map(printStep).join("");
  return `<tr>
<td><code>${escapeHtml(run.id)}</code></td>
<td>${escapeHtml(run.function_slug)}</td>
<td class="${run.status}">${run.status}</td>
<td>${printTime(run.queued_ms)}</td>
<td>${printDuration(run.started_ms, run.ended_ms)}</td>
<td><details><summary>${run.steps.length}</summary><ol>${steps}</ol></details></td>
<td>${printButton(run.id, "rerun")}${isLive ? printButton(run.id, "cancel") : ""}</td>
</tr>`;
}

const style = `body{font:14px system-ui;margin:2rem;color-scheme:light dark}table{border-collapse:collapse;width:100%}
td,th{padding:.4rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #8884}form{display:inline}
.Failed{color:#d33}.Completed{color:#292}.Running,.Scheduled{color:#27c}`;

/** The runs as a plain page: no scripts, nothing of the events or results. */
export function printPage(runs: RunWithSteps[]): string {
  const heads = ["run", "function", "status", "queued (UTC)", "took", "steps", ""];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Runs</title><style>${style}</style></head><body>
<h1>Runs</h1>
<p>An Inngest-compatible server for this one machine. Not for production. <a href="/runs.json">JSON</a></p>
<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead>
<tbody>${runs.map(printRun).join("\n")}</tbody></table></body></html>`;
}
