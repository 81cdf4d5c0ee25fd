import { ok, type Params, type Refuse, type StandardRefusals } from "../../simulation";
import { type GraphProblem, problems } from "./problems";
import type { Answer } from "./wire";

export const numberIn = (params: Params, name: string, fallback: number) => Number(params[name] ?? fallback);

const thrown = (make: () => GraphProblem) => () => {
  throw make();
};

/** The standard refusals and Graph's own, each with its codes. */
export const refusals: StandardRefusals & Record<string, Refuse | null> = {
  rate_limited: throttled,
  unknown: thrown(problems.unknown),
  unavailable: thrown(problems.unavailable),
  expired: thrown(problems.expired),
  revoked: thrown(problems.passwordChanged),
  permission: thrown(problems.noPermission),
  missing: thrown(() => problems.missing("fault")),
  retired_version: thrown(problems.retired),
  too_much_data: thrown(problems.reduce),
  too_many_rows: thrown(problems.tooManyRows),
  error_200: (params) => {
    const { error } = problems.throttled(numberIn(params, "code", 17), numberIn(params, "subcode", 2446079));
    return ok({ error });
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
