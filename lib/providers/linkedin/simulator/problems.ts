import { type Answer, Refusal } from "../../simulation";

type Body = { status: number; code?: string; serviceErrorCode?: number; message: string } & Record<
  string,
  unknown
>;

/** An error in LinkedIn's words. */
export class RestProblem extends Refusal {
  constructor(
    readonly body: Body,
    headers: Record<string, string> = {},
  ) {
    super({ status: body.status, headers, body });
    this.name = "RestProblem";
  }
}

const problem = (status: number, code: string, message: string, serviceErrorCode?: number) =>
  new RestProblem({ status, ...(serviceErrorCode !== undefined && { serviceErrorCode }), code, message });

/** An error about one parameter or field, with the details LinkedIn gives of it. */
function invalid(code: "PARAM_INVALID" | "FIELD_INVALID" | "ILLEGAL_ARGUMENT", field: string, text: string) {
  const description = `Invalid value for ${field}: ${text}`;
  return new RestProblem({
    status: 400,
    code,
    message: description,
    errorDetailType: "com.linkedin.common.error.BadRequest",
    errorDetails: {
      inputErrors: [{ code, description, input: { inputPath: { fieldPath: field } } }],
    },
  });
}

export const problems = {
  noToken: () =>
    new RestProblem({ status: 401, serviceErrorCode: 401, message: "Empty oauth2_access_token" }),
  badToken: () => problem(401, "INVALID_ACCESS_TOKEN", "Invalid access token", 65600),
  revoked: () =>
    problem(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user", 65601),
  expired: () => new RestProblem({ status: 401, message: "Expired access token, please re-authenticate." }),
  denied: (what: string) => problem(403, "ACCESS_DENIED", `Not enough permissions to access: ${what}`, 100),
  missing: () => problem(404, "NOT_FOUND", "Not Found."),
  required: (name: string) => new RestProblem({ status: 400, message: `Parameter '${name}' is required` }),
  param: (name: string, text: string) => invalid("PARAM_INVALID", name, text),
  field: (name: string, text: string) => invalid("FIELD_INVALID", name, text),
  syntax: (text: string) => invalid("ILLEGAL_ARGUMENT", "query", text),
  badUrn: (urn: string) => problem(400, "INVALID_URN_TYPE", `Unsupported URN type: ${urn}`),
  noVersion: () =>
    problem(
      400,
      "VERSION_MISSING",
      "A version must be present. Please specify a version by adding the Linkedin-Version header.",
    ),
  badVersion: (version: string) =>
    problem(426, "NONEXISTENT_VERSION", `Requested version ${version} is not active`),
  uriTooLong: () => problem(414, "REQUEST_URI_TOO_LONG", "Request URI is too long"),
  appQuota: () =>
    problem(
      429,
      "TOO_MANY_REQUESTS",
      "Resource level throttle APPLICATION DAY limit for calls to this resource is reached.",
      101,
    ),
  memberQuota: () => problem(429, "QUOTA_EXCEEDED", "Daily request quota exceeded"),
  dataQuota: () =>
    new RestProblem({
      status: 429,
      message:
        "The data request limit has been exceeded. More than 45 million metric values were requested in a 5-minute window.",
    }),
  burst: (headers: Record<string, string>) =>
    new RestProblem({ status: 429, message: "Too many requests" }, headers),
  unavailable: () => new RestProblem({ status: 503, message: "Service Unavailable" }),
  internal: () => new RestProblem({ status: 500, message: "Internal Server Error" }),
};

/** An error of the login: `{ error, error_description }`. */
export const oauthProblem = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});
