import { describe, expect, test } from "vitest";
import { isFailureKind } from "@/lib/domain/failure";
import { kindOfCode } from "@/lib/providers/google/error-codes";
import { classifyError, findProblem, RpcStatus, toFailure } from "@/lib/providers/google/errors";
import { reopensAt } from "@/lib/providers/google/quota";
import { readJsonFixture } from "../support/fixtures";

type Codes = Record<string, Record<string, string>>;
const codes = readJsonFixture<Codes>(
  "google/error-code-descriptions-v25.json",
  "every error code has a class",
);

const body = (status: number, errorCode: Record<string, string>, message = "", details?: unknown) => ({
  error: {
    code: status,
    message: "Request contains an invalid argument.",
    status: "INVALID_ARGUMENT",
    details: [
      {
        "@type": "type.googleapis.com/google.ads.googleads.v14.errors.GoogleAdsFailure",
        errors: [{ errorCode, message, details }],
        requestId: "r-1",
      },
    ],
  },
});
const problemOf = (status: number, errorCode: Record<string, string>, message?: string, details?: unknown) =>
  findProblem(status, body(status, errorCode, message, details));

describe.skipIf(!codes)("the vendor's own list", () => {
  const all = Object.entries(codes ?? {}).flatMap(([family, values]) =>
    Object.keys(values).map((code) => [family, code] as const),
  );

  test("every code of every family has one of our classes, and names itself", () => {
    expect(all.length).toBeGreaterThan(200);
    const unknown = all.filter(([family, code]) => {
      const kind = kindOfCode(family, code);
      return kind === null || !isFailureKind(kind);
    });
    expect(unknown).toEqual([]);
    for (const [family, code] of all)
      expect(problemOf(400, { [family]: code })?.detail).toBe(code.toLowerCase());
  });
});

test.each([
  ["authenticationError", "OAUTH_TOKEN_REVOKED", "needs_reauth"],
  ["authenticationError", "TWO_STEP_VERIFICATION_NOT_ENROLLED", "needs_reauth"],
  ["authenticationError", "NOT_ADS_USER", "needs_reauth"],
  ["authenticationError", "CUSTOMER_NOT_FOUND", "permission_lost"],
  ["authenticationError", "DEVELOPER_TOKEN_INVALID", "config_invalid"],
  ["authorizationError", "USER_PERMISSION_DENIED", "permission_lost"],
  ["authorizationError", "CUSTOMER_NOT_ENABLED", "permission_lost"],
  ["authorizationError", "DEVELOPER_TOKEN_NOT_APPROVED", "config_invalid"],
  ["headerError", "INVALID_LOGIN_CUSTOMER_ID", "permission_lost"],
  ["queryError", "DATE_RANGE_TOO_WIDE", "too_much_data"],
  ["queryError", "REQUESTED_METRICS_FOR_MANAGER", "permission_lost"],
  ["queryError", "UNRECOGNIZED_FIELD", "config_invalid"],
  ["requestError", "UNSUPPORTED_VERSION", "config_invalid"],
  ["requestError", "RPC_DEADLINE_TOO_SHORT", "too_much_data"],
  ["internalError", "TRANSIENT_ERROR", "provider_transient"],
  ["databaseError", "CONCURRENT_MODIFICATION", "provider_transient"],
  ["quotaError", "RESOURCE_EXHAUSTED", "rate_limited"],
  ["quotaError", "ACCESS_PROHIBITED", "config_invalid"],
])("%s %s is %s", (family, code, kind) => {
  expect(problemOf(400, { [family]: code })?.kind).toBe(kind);
});

test("an unknown field is named in the failure's code", () => {
  const message = "Unrecognized field in the query: 'metrics.video_views'.";
  const problem = problemOf(400, { queryError: "UNRECOGNIZED_FIELD" }, message);
  expect(problem && toFailure(problem).code).toBe("config_invalid.unrecognized_field.metrics.video_views");
});

test("a stream's error is found as the only element of its array, and after good chunks", () => {
  const error = body(403, { authorizationError: "DEVELOPER_TOKEN_NOT_APPROVED" });
  expect(findProblem(403, [error])?.detail).toBe("developer_token_not_approved");
  const chunk = { results: [{ campaign: { id: "1" } }], fieldMask: "campaign.id" };
  expect(findProblem(200, [chunk, error])?.kind).toBe("config_invalid");
});

test("a partial failure of an answer with status 200 does not pass as success", () => {
  const { error } = body(3, { fieldError: "REQUIRED" }, "The required field was not present.");
  expect(findProblem(200, { partialFailureError: error, results: [{}] })).toMatchObject({
    kind: "config_invalid",
    detail: "required",
  });
});

test.each([
  [401, "needs_reauth"],
  [403, "permission_lost"],
  [404, "config_invalid"],
  [429, "rate_limited"],
  [500, "provider_transient"],
  [503, "provider_transient"],
])("without a GoogleAdsFailure status %i is %s", (status, kind) => {
  expect(findProblem(status, null)?.kind).toBe(kind);
  const plain = { code: status, message: "words", status: "STATUS", details: [] };
  expect(findProblem(status, { error: plain })?.kind).toBe(kind);
});

test("a family of a later version falls back to its status; a version without answers is named", () => {
  expect(problemOf(403, { somethingNewError: "ANYTHING" })?.kind).toBe("permission_lost");
  expect(findProblem(404, null)?.detail).toBe("version");
});

test("an API that is switched off in the project is our setup, a missing scope the person's consent", () => {
  const reason = (name: string) =>
    classifyError(RpcStatus.parse({ code: 403, details: [{ reason: name }] }), 403).kind;
  expect(reason("SERVICE_DISABLED")).toBe("config_invalid");
  expect(reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT")).toBe("needs_reauth");
});

describe("throttles", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const quotaOf = (code: string, quotaErrorDetails?: object) =>
    problemOf(429, { quotaError: code }, "", quotaErrorDetails && { quotaErrorDetails })?.quota;
  const secondsUntil = (quota: ReturnType<typeof quotaOf>, retryAfter?: string) =>
    quota && (reopensAt(quota, retryAfter, now).getTime() - now.getTime()) / 1_000;

  test("eleven hours of the project's day are waited for as told", () => {
    const quota = quotaOf("RESOURCE_EXHAUSTED", {
      rateScope: "DEVELOPER",
      rateName: "Number of operations for basic access",
      retryDelay: "40591s",
    });
    expect(quota).toMatchObject({ shuts: "project", isDaily: true });
    expect(secondsUntil(quota)).toBe(40_591);
  });

  test("a customer's pace shuts that customer for seconds", () => {
    const quota = quotaOf("RESOURCE_TEMPORARILY_EXHAUSTED", { rateScope: "ACCOUNT", retryDelay: "5s" });
    expect(quota).toMatchObject({ shuts: "account", isDaily: false });
    expect(secondsUntil(quota)).toBe(5);
  });

  test("without a delay a header counts, else what is usual for the code; never more than a day", () => {
    expect(secondsUntil(quotaOf("RESOURCE_TEMPORARILY_EXHAUSTED"))).toBe(30);
    expect(secondsUntil(quotaOf("RESOURCE_TEMPORARILY_EXHAUSTED"), "7")).toBe(7);
    expect(secondsUntil(quotaOf("EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"))).toBe(300);
    expect(secondsUntil(quotaOf("RESOURCE_EXHAUSTED", { retryDelay: "900000s" }))).toBe(86_400);
  });
});
