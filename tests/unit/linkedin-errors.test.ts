import { describe, expect, test } from "vitest";
import { failures } from "@/lib/domain/failure";
import { afterMidnight } from "@/lib/providers/linkedin/client";
import { findProblem, toFailure } from "@/lib/providers/linkedin/errors";
import { classifyOAuthError } from "@/lib/providers/linkedin/oauth-errors";
import { daysLeft } from "@/lib/providers/linkedin/version";
import { readJsonFixture } from "../support/fixtures";

const recorded = readJsonFixture<{ status: number; body: Record<string, unknown> }[]>(
  "linkedin/errors.json",
  "every attested error has one class",
);
const codeOf = (status: number, body: unknown) => {
  const problem = findProblem(status, body);
  return problem && toFailure(problem).code;
};

test.skipIf(!recorded)("every attested error has one class and a public sentence", () => {
  expect(recorded?.map(({ status, body }) => codeOf(status, body))).toEqual([
    "needs_reauth.token",
    "needs_reauth.token",
    "needs_reauth.revoked",
    "needs_reauth.expired",
    "permission_lost.access_denied",
    "permission_lost.missing",
    "config_invalid.http_400",
    "config_invalid.version",
    "config_invalid.version",
    "rate_limited_daily.member",
    "rate_limited_daily.member",
    "rate_limited.data",
    "config_invalid.http_422",
  ]);
  for (const { status, body } of recorded ?? []) {
    const problem = findProblem(status, body);
    const error = problem && toFailure(problem);
    expect(error?.message).toContain("LinkedIn Ads");
    expect(error?.message).not.toContain(String(body.message));
  }
});

test.skipIf(!recorded)("an error that comes with a 200 is an error all the same", () => {
  for (const { status, body } of recorded ?? [])
    expect(codeOf(200, { ...body, status })).toBe(codeOf(status, body));
});

test("a retired version is ours to change, and the sentence says so", () => {
  const body = {
    status: 426,
    code: "NONEXISTENT_VERSION",
    message: "Requested version 20230901 is not active",
  };
  const problem = findProblem(426, body);
  const error = problem && toFailure(problem);
  expect(error).toMatchObject({ code: "config_invalid.version", actor: "us", retry: "never" });
  expect(error?.message).toBe(failures.config_invalid.sentence("LinkedIn Ads"));
});

describe.each([
  [
    429,
    { message: "Resource level throttle APPLICATION DAY limit for calls to this resource is reached." },
    "rate_limited_daily.app",
  ],
  [
    429,
    {
      message:
        "Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached.",
    },
    "rate_limited_daily.member",
  ],
  [429, { message: "Too many requests" }, "rate_limited.http_429"],
  [429, null, "rate_limited.http_429"],
  [401, { status: 401, serviceErrorCode: 65602, message: "" }, "needs_reauth.expired"],
  [400, { status: 400, code: "FIELD_INVALID", message: "" }, "config_invalid.field_invalid"],
  [400, { status: 400, code: "odd text <b>", message: "" }, "config_invalid.http_400"],
  [400, null, "provider_bug.http_400"],
  [408, null, "provider_transient.http_408"],
  [502, { status: 502, message: "Bad Gateway" }, "provider_transient.http_502"],
  [414, null, "config_invalid.http_414"],
  [200, [], "provider_bug.envelope"],
  [200, "text", "provider_bug.envelope"],
  [200, null, "provider_bug.envelope"],
  [200, { elements: [], message: "kept" }, null],
  [200, { message: "no status" }, null],
])("status %s with %j", (status, body, code) => {
  test(`is ${code ?? "no problem"}`, () => {
    expect(codeOf(status, body)).toBe(code);
  });
});

test.each([
  ["authorization_code", 400, { error: "invalid_request" }, "needs_reauth.code"],
  ["refresh_token", 400, { error: "invalid_grant" }, "needs_reauth.refresh_token"],
  ["refresh_token", 401, { error: "invalid_client" }, "config_invalid.app"],
  ["authorization_code", 401, { error: "invalid_redirect_uri" }, "config_invalid.app"],
  ["refresh_token", 429, { error: "too_many_requests" }, "rate_limited.login"],
  ["refresh_token", 503, { error: "server_error" }, "provider_transient.http_503"],
  ["refresh_token", 500, null, "provider_transient.http_500"],
  ["refresh_token", 429, { message: "Too many requests", status: 429 }, "rate_limited.http_429"],
])("the login's %s answer %s %j is %s", (grantType, status, body, code) => {
  const problem = classifyOAuthError(status, body, grantType);
  expect(problem && toFailure(problem.problem).code).toBe(code);
});

test.each([
  ["2026-11-22T00:00:00Z", "2026-11-23T00:05:00.000Z"],
  ["2026-11-22T23:59:59Z", "2026-11-23T00:05:00.000Z"],
  ["2026-12-31T12:00:00Z", "2027-01-01T00:05:00.000Z"],
])("a daily allowance used up at %s comes back at %s", (now, until) => {
  expect(afterMidnight(new Date(now)).toISOString()).toBe(until);
});

test.each([
  ["202607", "2027-07-15T23:00:00Z", 0],
  ["202607", "2027-07-16T00:00:01Z", -1],
  ["202608.01", "2026-11-22T00:00:00Z", 267],
  ["202601", "2026-10-18T00:00:00Z", 90],
])("version %s has at %s %s whole days left", (version, now, days) => {
  expect(daysLeft(version, new Date(now))).toBe(days);
});
