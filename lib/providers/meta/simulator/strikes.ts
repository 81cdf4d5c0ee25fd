import type { Fault } from "../../simulation";
import { limitOf } from "./paging";
import { numberIn } from "./refusals";
import type { Question } from "./wire";

/** Kinds that change what report runs say. */
export const reportFaults = [
  ...["async_stuck", "async_failed", "async_skipped", "async_full_but_running", "async_not_ready"],
];

function spanOf({ params }: Question): number {
  const range = JSON.parse(params.get("time_range") ?? "{}");
  return range.since ? (Date.parse(range.until) - Date.parse(range.since)) / 86_400_000 + 1 : 0;
}

/** The conditions a kind has by its nature. */
export function strikes({ kind, params }: Fault, question: Question): boolean {
  const { path } = question;
  if (kind === "async_not_ready") return /^\d+\/insights$/.test(path);
  if (reportFaults.includes(kind)) return /^192\d+$/.test(path);
  if (kind === "too_much_data") return limitOf(question) > numberIn(params, "aboveLimit", 0);
  if (kind === "too_many_rows") return spanOf(question) > numberIn(params, "aboveDays", 0);
  return true;
}
