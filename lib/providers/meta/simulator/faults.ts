import { hashText, roll } from "./hash";
import { decodeCursor, limitOf, nextUrl, samePlace } from "./paging";
import { GraphProblem, problems } from "./problems";
import type { Sandbox } from "./sandbox";
import type { Fault } from "./state";
import type { Answer, Question } from "./wire";

type Params = Record<string, unknown>;
const numberIn = (params: Params, name: string, fallback: number) => Number(params[name] ?? fallback);

/** Answers given instead of the right one. */
const refusals: Record<string, (params: Params) => Answer | GraphProblem> = {
  rate_limited: (params) => throttled(params),
  http: (params) => ({
    status: numberIn(params, "status", 503),
    headers: { "content-type": "text/html" },
    body: "<html>Sorry</html>",
  }),
  unknown: () => problems.unknown(),
  unavailable: () => problems.unavailable(),
  html: () => ({
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: "<!doctype html><title>Log in</title>",
  }),
  expired: () => problems.expired(),
  revoked: () => problems.passwordChanged(),
  permission: () => problems.noPermission(),
  missing: () => problems.missing("fault"),
  retired_version: () => problems.retired(),
  too_much_data: () => problems.reduce(),
  too_many_rows: () => problems.tooManyRows(),
  redirect: (params) => ({
    status: 302,
    headers: { location: String(params.location ?? "http://127.0.0.1:9/elsewhere") },
    body: "",
  }),
  answer: ({ status, headers, body }) => ({
    status: Number(status ?? 200),
    headers: (headers ?? {}) as Record<string, string>,
    body,
  }),
  error_200: (params) => {
    const { error } = problems.throttled(numberIn(params, "code", 17), numberIn(params, "subcode", 2446079));
    return { status: 200, body: { error } };
  },
};

function throttled(params: Params): Answer {
  const { status, error } = problems.throttled(
    numberIn(params, "code", 80004),
    numberIn(params, "subcode", 2446079),
  );
  const use = { type: "ads_insights", call_count: 100, total_cputime: 40, total_time: 40 };
  const headers: Record<string, string> = {};
  const minutes = params.regainMinutes;
  if (minutes !== undefined) {
    const estimated_time_to_regain_access = Number(minutes);
    headers["x-business-use-case-usage"] = JSON.stringify({
      "1": [{ ...use, estimated_time_to_regain_access }],
    });
  }
  if (params.resetSeconds !== undefined) {
    headers["x-ad-account-usage"] = JSON.stringify({
      acc_id_util_pct: 100,
      reset_time_duration: Number(params.resetSeconds),
    });
  }
  if (params.retryAfter !== undefined) headers["retry-after"] = String(params.retryAfter);
  return { status: numberIn(params, "status", status), headers, body: { error } };
}

type Listing = { data: Params[]; paging?: Params };
const isListing = (body: unknown): body is Listing =>
  typeof body === "object" && body !== null && Array.isArray((body as Listing).data);

/** Right answers made wrong. */
const spoilers: Record<string, (listing: Listing, params: Params, question: Question) => Listing> = {
  malformed_row: (listing, params) => {
    const at = numberIn(params, "index", 0);
    const { field = "id", value } = params as { field?: string; value?: unknown };
    return {
      ...listing,
      data: listing.data.map((row, index) => (index === at ? { ...row, [field]: value } : row)),
    };
  },
  wrong_account: (listing) => ({
    ...listing,
    data: listing.data.map((row) => ({ ...row, account_id: "999" })),
  }),
  duplicate_rows: (listing) => ({ ...listing, data: [...listing.data, ...listing.data] }),
  duplicate_page: (listing, _, question) =>
    pointedAt(listing, question, samePlace(question.params.get("after"))),
  empty_page: (listing, _, question) =>
    pointedAt({ ...listing, data: [] }, question, samePlace(question.params.get("after"))),
  cursor_loop: (listing, _, question) =>
    pointedAt(listing, question, question.params.get("after") ?? "TE9PUAZDZD"),
};

const pointedAt = (listing: Listing, question: Question, after: string): Listing => ({
  ...listing,
  paging: { cursors: { before: "MAZDZD", after }, next: nextUrl(question, after) },
});

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

/** The refusal a fault asks for, thrown or returned. */
export function refuse({ kind, params }: Fault): Answer {
  const answer = refusals[kind]?.(params) ?? problems.unknown();
  if (answer instanceof GraphProblem) throw answer;
  return answer;
}

export function spoil(answer: Answer, fault: Fault | null, question: Question): Answer {
  const spoiler = fault && spoilers[fault.kind];
  return spoiler && isListing(answer.body)
    ? { ...answer, body: spoiler(answer.body, fault.params, question) }
    : answer;
}
