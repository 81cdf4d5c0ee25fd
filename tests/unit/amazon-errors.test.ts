import { describe, expect, test } from "vitest";
import { classifyError, findLoginProblem, findProblem, toFailure } from "@/lib/providers/amazon/errors";
import { readJsonFixture } from "../support/fixtures";

type Recorded = { nonBadRequestErrors: { status: number; body: unknown; firstSeenIn: string }[] };

const expected: Record<number, string> = {
  200: "config_invalid.input",
  401: "needs_reauth.expired",
  404: "config_invalid.not_found",
  408: "provider_transient.http_408",
  409: "provider_transient.http_409",
  413: "config_invalid.http_413",
  415: "config_invalid.http_415",
  422: "config_invalid.http_422",
  429: "rate_limited.quota",
  500: "provider_transient.http_500",
  503: "provider_transient.http_503",
};

describe("every published error body has its class", () => {
  const recorded =
    readJsonFixture<Recorded>("amazon/errors.from-models.json", "errors")?.nonBadRequestErrors ?? [];
  test.each(recorded.map((entry) => [entry.status, entry.firstSeenIn, entry.body] as const))(
    "%i in %s",
    (status, _, body) => {
      const problem = findProblem(status, body);
      const code = `${problem?.kind}.${problem?.detail}`;
      expect(code).toBe(expected[status] ?? "permission_lost.denied");
    },
  );
});

describe("a refusal is told apart by its words", () => {
  const denied = "Access to requested resource is denied.";
  test.each([
    ["The access token you provided has expired.", "needs_reauth.expired"],
    ["The access token you provided is revoked, malformed or invalid.", "needs_reauth.expired"],
    ["Access token is missing in the request header.", "config_invalid.token_missing"],
    ["", "permission_lost.denied"],
  ])("%s", (details, code) => {
    const problem = classifyError(403, { code: "Unauthorized", message: denied, details });
    expect(`${problem.kind}.${problem.detail}`).toBe(code);
  });

  test.each([
    ["The next token is invalid or has expired.", "provider_transient.page_token"],
    ["The response size exceeds the maximum of 10 MB.", "too_much_data.page"],
    ["Date range is invalid.", "config_invalid.input"],
  ])("400: %s", (message, code) => {
    const problem = classifyError(400, { code: "InvalidInput", message, details: "" });
    expect(`${problem.kind}.${problem.detail}`).toBe(code);
  });

  test("an answer with errors and nothing else is one, whatever its status; an ordinary one is not", () => {
    expect(findProblem(200, { payload: {} })).toBeNull();
    expect(findProblem(200, { payload: {}, errors: [] })).toBeNull();
    expect(findProblem(200, [])).toBeNull();
    expect(findProblem(200, { errors: [{ code: "QuotaExceeded", message: "" }] })).toMatchObject({
      kind: "rate_limited",
    });
    expect(findProblem(200, null)).toMatchObject({ kind: "provider_bug" });
    expect(findProblem(500, null)).toMatchObject({ kind: "provider_transient" });
    expect(findProblem(403, { errors: "odd" })).toMatchObject({ kind: "permission_lost" });
  });
});

describe("Login with Amazon", () => {
  test.each([
    [
      400,
      {
        error: "invalid_grant",
        error_description: "The request has an invalid grant parameter : refresh_token",
      },
      "needs_reauth.grant",
    ],
    [
      401,
      { error: "invalid_client", error_description: "Client authentication failed" },
      "config_invalid.client",
    ],
    [400, { error: "unauthorized_client" }, "config_invalid.client"],
    [429, null, "rate_limited.login"],
    [503, null, "provider_transient.login"],
    [400, { error: "server_error" }, "provider_transient.login"],
    [400, "nonsense", "config_invalid.login"],
  ])("%i %j is %s", (status, body, code) => {
    const problem = findLoginProblem(status, body);
    expect(`${problem?.kind}.${problem?.detail}`).toBe(code);
  });

  test("tokens are no problem, and a token in Amazon's words never reaches the failure", () => {
    expect(findLoginProblem(200, { access_token: "Atza|x" })).toBeNull();
    const failure = toFailure({
      kind: "needs_reauth",
      error: { code: "x", message: "Atzr|abc123 is dead", details: "" },
    });
    expect(String((failure.cause as Error).message)).not.toContain("abc123");
  });
});
