import { type Answer, Refusal } from "../../simulation";

const statuses: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};
const sentences: Record<number, string> = {
  400: "Request contains an invalid argument.",
  401: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
  403: "The caller does not have permission",
  404: "Requested entity was not found.",
  429: "Resource has been exhausted (e.g. check quota).",
  500: "Internal error encountered.",
  503: "The service is currently unavailable.",
  504: "Deadline expired before operation could complete.",
};

type GoogleAdsError = {
  errorCode: Record<string, string>;
  message: string;
  location?: { fieldPathElements: { fieldName: string }[] };
  details?: Record<string, unknown>;
};

/** `google.rpc.Status` with a GoogleAdsFailure in it. The request id is filled in when the answer is signed. */
export function rpcStatus(code: number, errors: GoogleAdsError[]): Record<string, unknown> {
  const type = "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure";
  const details = errors.length > 0 ? [{ "@type": type, errors }] : [];
  return { error: { code, message: sentences[code] ?? "", status: statuses[code] ?? "UNKNOWN", details } };
}

export const answerOf = (code: number, errors: GoogleAdsError[], headers = {}): Answer => ({
  status: code,
  headers,
  body: rpcStatus(code, errors),
});

const refuse = (code: number, family: string, value: string, message: string) =>
  new Refusal(answerOf(code, [{ errorCode: { [family]: value }, message }]));

/** Google's refusals, ready to be thrown. */
export const problems = {
  query: (code: string, message: string) =>
    new Refusal(
      answerOf(400, [
        {
          errorCode: { queryError: code },
          message,
          location: { fieldPathElements: [{ fieldName: "query" }] },
        },
      ]),
    ),
  request: (code: string, message: string) => refuse(400, "requestError", code, message),
  date: (code: string, message: string) => refuse(400, "dateRangeError", code, message),
  header: () =>
    refuse(400, "headerError", "INVALID_LOGIN_CUSTOMER_ID", "The login customer ID could not be validated."),
  denied: () =>
    refuse(
      403,
      "authorizationError",
      "USER_PERMISSION_DENIED",
      "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid",
    ),
  notEnabled: () =>
    refuse(
      403,
      "authorizationError",
      "CUSTOMER_NOT_ENABLED",
      "The customer account can't be accessed because it is not yet enabled or has been deactivated.",
    ),
  noCustomer: () =>
    refuse(
      401,
      "authenticationError",
      "CUSTOMER_NOT_FOUND",
      "No customer found for the provided customer id.",
    ),
  badToken: () => refuse(401, "authenticationError", "OAUTH_TOKEN_INVALID", sentences[401] ?? ""),
  expired: (code = "OAUTH_TOKEN_EXPIRED") =>
    refuse(401, "authenticationError", code, "The OAuth access token has expired."),
  revoked: () => refuse(401, "authenticationError", "OAUTH_TOKEN_REVOKED", "OAuth token has been revoked."),
  scope: () => new Refusal(answerOf(403, [])),
  noVersion: () => new Refusal({ status: 404, headers: { "content-type": "text/html" }, body: "Not Found" }),
  transient: () =>
    refuse(500, "internalError", "TRANSIENT_ERROR", "A transient error occurred. Try again later."),
  unavailable: () => new Refusal(answerOf(503, [])),
};

type Quota = { code: string; scope: "ACCOUNT" | "DEVELOPER"; seconds: number | null; headers?: object };

/** 429 with the delay in its details; `seconds` null leaves it out. */
export function quotaProblem({ code, scope, seconds, headers = {} }: Quota): Refusal {
  const isDay = code === "RESOURCE_EXHAUSTED";
  const rateName = isDay ? "Number of operations for basic access" : "Requests per second";
  const retryDelay = seconds === null ? {} : { retryDelay: `${seconds}s` };
  const wait = seconds === null ? "" : ` Retry in ${seconds} seconds.`;
  const details = { quotaErrorDetails: { rateScope: scope, rateName, ...retryDelay } };
  return new Refusal(
    answerOf(
      429,
      [{ errorCode: { quotaError: code }, message: `Too many requests.${wait}`, details }],
      headers,
    ),
  );
}
