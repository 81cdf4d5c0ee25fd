import { ok, type Params, type Refuse, type StandardRefusals } from "../../simulation";
import { problems, type RestProblem } from "./problems";

const thrown = (make: (params: Params) => RestProblem) => (params: Params) => {
  throw make(params);
};

/** The standard refusals and LinkedIn's own. Too many rows are no refusal here: they are left out silently. */
export const refusals: StandardRefusals & Record<string, Refuse | null> = {
  rate_limited: thrown(({ retryAfter }) =>
    problems.burst(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
  ),
  expired: thrown(problems.expired),
  revoked: thrown(problems.revoked),
  permission: thrown(() => problems.denied("partnerApiAdAccounts.GET.202608")),
  missing: thrown(problems.missing),
  unavailable: thrown(problems.unavailable),
  retired_version: thrown(() => problems.badVersion("20230901")),
  too_much_data: null,
  error_200: () => ok(problems.burst({}).body),
  internal: thrown(problems.internal),
  invalid_token: thrown(problems.badToken),
  app_quota: thrown(problems.appQuota),
  member_quota: thrown(problems.memberQuota),
  data_quota: thrown(problems.dataQuota),
};
