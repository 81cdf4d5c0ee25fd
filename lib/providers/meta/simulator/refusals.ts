import { GraphProblem, problems } from "./problems";
import type { Fault } from "./state";
import type { Answer } from "./wire";

export type Params = Record<string, unknown>;
export const numberIn = (params: Params, name: string, fallback: number) => Number(params[name] ?? fallback);

/** Answers given instead of the right one. */
export const refusals: Record<string, (params: Params) => Answer | GraphProblem> = {
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

/** The refusal a fault asks for, thrown or returned. */
export function refuse({ kind, params }: Fault): Answer {
  const answer = refusals[kind]?.(params) ?? problems.unknown();
  if (answer instanceof GraphProblem) throw answer;
  return answer;
}
