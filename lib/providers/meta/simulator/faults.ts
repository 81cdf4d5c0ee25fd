import { hashText, roll } from "./hash";
import { decodeCursor, limitOf } from "./paging";
import { numberIn, refusals } from "./refusals";
import type { Sandbox } from "./sandbox";
import { spoilers } from "./spoilers";
import type { Fault } from "./state";
import type { Question } from "./wire";

const reportKinds = [
  "async_stuck",
  "async_failed",
  "async_skipped",
  "async_full_but_running",
  "async_not_ready",
];
export const socketKinds = [
  "slow",
  "drip",
  "reset",
  "executed_then_reset",
  "truncated",
  "wrong_length",
  "large",
  "gzip_bomb",
];
export const faultKinds = [
  ...Object.keys(refusals),
  ...Object.keys(spoilers),
  ...reportKinds,
  ...socketKinds,
];

function matches({ kind, route, params }: Fault, question: Question): boolean {
  const { method, path } = question;
  if (kind === "async_not_ready" && !/^\d+\/insights$/.test(path)) return false;
  if (reportKinds.includes(kind) && kind !== "async_not_ready" && !/^192\d+$/.test(path)) return false;
  if (kind === "too_much_data" && limitOf(question) <= numberIn(params, "aboveLimit", 0)) return false;
  if (kind === "too_many_rows" && spanOf(question) <= numberIn(params, "aboveDays", 0)) return false;
  if (params.onPage === "later" && decodeCursor(question.params.get("after")) === null) return false;
  const pattern = route.includes(" ") ? route : `* ${route}`;
  const regex = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${regex}$`).test(`${method} ${path}`);
}

function spanOf({ params }: Question): number {
  const range = JSON.parse(params.get("time_range") ?? "{}");
  return range.since ? (Date.parse(range.until) - Date.parse(range.since)) / 86_400_000 + 1 : 0;
}

/** What strikes a question: at most one of each sort. */
export type Striking = {
  refusal: Fault | null;
  spoiler: Fault | null;
  report: Fault | null;
  socket: Fault[];
};

const sortOf = (kind: string) => {
  if (kind in refusals) return "refusal";
  if (kind in spoilers) return "spoiler";
  return reportKinds.includes(kind) ? "report" : kind;
};

/** The faults that strike now, the first of each sort; each keeps count of itself. */
export function strike(sandbox: Sandbox, question: Question): Striking {
  const hit = new Map<string, Fault>();
  for (const fault of sandbox.state.faults) {
    const isSpent = fault.times !== null && fault.struck >= fault.times;
    if (isSpent || hit.has(sortOf(fault.kind)) || !matches(fault, question)) continue;
    fault.seen += 1;
    if (fault.seen <= fault.skip || roll(hashText(fault.seed), fault.seen) >= fault.probability) continue;
    fault.struck += 1;
    hit.set(sortOf(fault.kind), fault);
  }
  if (hit.size > 0) sandbox.save();
  return {
    refusal: hit.get("refusal") ?? null,
    spoiler: hit.get("spoiler") ?? null,
    report: hit.get("report") ?? null,
    socket: socketKinds.flatMap((kind) => hit.get(kind) ?? []),
  };
}
