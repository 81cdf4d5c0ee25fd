import { daysBetween } from "@/lib/domain/day";
import {
  type Fault,
  ok,
  type Params,
  type Question,
  Refusal,
  type Refuse,
  type StandardRefusals,
} from "../../simulation";
import { problems, quotaProblem, rpcStatus } from "./problems";

const isDoor = ({ path }: Question) => path === "token";

/** At the door Google speaks OAuth. */
const atDoor = (status: number, error: string, description: string) =>
  new Refusal({ status, body: { error, error_description: description } });

const thrown =
  (make: () => Refusal, door = atDoor(400, "invalid_grant", "Token has been expired or revoked.")): Refuse =>
  (_params, question) => {
    throw isDoor(question) ? door : make();
  };

function throttled(params: Params, question: Question): never {
  const headers: Record<string, string> = {};
  if (params.retryAfter !== undefined) headers["retry-after"] = String(params.retryAfter);
  if (isDoor(question))
    throw new Refusal({
      status: 429,
      headers,
      body: { error: "rate_limit_exceeded", error_description: "" },
    });
  const seconds = params.retrySeconds === undefined ? null : Number(params.retrySeconds);
  const scope = params.scope === "ACCOUNT" ? "ACCOUNT" : "DEVELOPER";
  throw quotaProblem({
    ...{ code: String(params.code ?? "RESOURCE_TEMPORARILY_EXHAUSTED"), scope, seconds, headers },
  });
}

const unavailable = atDoor(503, "temporarily_unavailable", "Service unavailable.");

/** The standard refusals and Google's own. `code` sets another error code where one is named. */
export const refusals: StandardRefusals & Record<string, Refuse | null> = {
  rate_limited: throttled,
  expired: ({ code }, question) =>
    thrown(() => problems.expired(code === undefined ? undefined : String(code)))({}, question),
  revoked: thrown(problems.revoked),
  permission: thrown(problems.denied),
  missing: thrown(problems.noCustomer),
  unavailable: thrown(problems.unavailable, unavailable),
  retired_version: thrown(problems.noVersion),
  too_much_data: thrown(() =>
    problems.query("DATE_RANGE_TOO_WIDE", "The date range must be smaller than 31 days."),
  ),
  error_200: () =>
    ok(rpcStatus(500, [{ errorCode: { internalError: "INTERNAL_ERROR" }, message: "Internal error." }])),
  transient: thrown(problems.transient, unavailable),
  not_enabled: thrown(problems.notEnabled),
  page_token: thrown(() => problems.request("EXPIRED_PAGE_TOKEN", "Page token has expired.")),
  unknown_field: ({ field = "metrics.video_views" }) => {
    throw problems.query("UNRECOGNIZED_FIELD", `Unrecognized field in the query: '${field}'.`);
  },
  partial_failure: () => {
    const errors = [
      { errorCode: { fieldError: "REQUIRED" }, message: "The required field was not present." },
    ];
    return ok({ partialFailureError: rpcStatus(3, errors).error, results: [{}] });
  },
};

const usualDays = 7;

/** Only days that are told apart can be too many: `aboveDays` of them are still answered, a week when unset. */
export function strikes({ kind, params }: Pick<Fault, "kind" | "params">, { text }: Question): boolean {
  if (kind !== "too_much_data") return true;
  const [, select = "", from, to] =
    /SELECT (.*?) FROM .*BETWEEN '([\d-]{10})' AND '([\d-]{10})'/.exec(text) ?? [];
  if (!from || !to || !select.includes("segments.date")) return false;
  return daysBetween(from, to) + 1 > Number(params.aboveDays ?? usualDays);
}
