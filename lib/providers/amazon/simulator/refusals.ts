import type { Answer, Params, Refuse, StandardRefusals } from "../../simulation";
import { problems } from "./problems";

const thrown = (make: () => Error) => (): Answer => {
  throw make();
};

const throttled = ({ retryAfter }: Params): Answer => {
  throw problems.quota(retryAfter === undefined ? undefined : { "retry-after": String(retryAfter) });
};

const tooMuch = problems.answer(
  400,
  "InvalidInput",
  "The response size exceeds the maximum of 10 MB. Narrow the request.",
);

/** The standard refusals in Amazon's words. Its versions are paths: one that is gone is not found. */
export const refusals: StandardRefusals & Record<string, Refuse | null> = {
  rate_limited: throttled,
  expired: thrown(problems.expired),
  revoked: thrown(problems.revoked),
  permission: thrown(problems.denied),
  missing: thrown(problems.missing),
  unavailable: thrown(problems.unavailable),
  internal: thrown(problems.internal),
  retired_version: thrown(problems.missing),
  too_much_data: () => tooMuch,
  error_200: () => ({ ...problems.answer(400, "InvalidInput", "Input not valid."), status: 200 }),
  invalid_grant: thrown(() =>
    problems.login("invalid_grant", "The request has an invalid grant parameter : refresh_token"),
  ),
};
