import { type Answer, Refusal } from "../../simulation";

const body = (code: string, message: string, details?: string) => ({
  errors: [{ code, message, ...(details !== undefined && { details }) }],
});

const answer = (status: number, code: string, message: string, details?: string): Answer => ({
  status,
  headers: { "x-amzn-errortype": `${code}Exception` },
  body: body(code, message, details),
});

const thrown = (refused: Answer) => new Refusal(refused);
const denied = "Access to requested resource is denied.";

/** Amazon's refusals in Amazon's words. */
export const problems = {
  answer,
  input: (details: string) => thrown(answer(400, "InvalidInput", "Input not valid.", details)),
  bare: (message: string) => thrown(answer(400, "InvalidInput", message, "")),
  answerless: (details: string) => thrown(answer(400, "InvalidInput", details, details)),
  noToken: () =>
    thrown(answer(403, "Unauthorized", denied, "Access token is missing in the request header.")),
  expired: () => thrown(answer(403, "Unauthorized", denied, "The access token you provided has expired.")),
  revoked: () =>
    thrown(
      answer(403, "Unauthorized", denied, "The access token you provided is revoked, malformed or invalid."),
    ),
  denied: () => thrown(answer(403, "Unauthorized", denied, "")),
  missing: () => thrown(answer(404, "NotFound", "The requested resource doesn't exist.")),
  quota: (headers?: Record<string, string>) =>
    thrown({
      ...answer(429, "QuotaExceeded", "You exceeded your quota for the requested resource."),
      headers,
    }),
  internal: () =>
    thrown(answer(500, "InternalFailure", "We encountered an internal error. Please try again.")),
  unavailable: () =>
    thrown(answer(503, "ServiceUnavailable", "Service is temporarily unavailable. Please try again.")),
  login: (error: string, error_description: string, status = 400) =>
    thrown({ status, body: { error, error_description } }),
};
