import { Refusal } from "../../simulation";

export type WireError = {
  message: string;
  type?: string;
  code: number;
  error_subcode?: number;
  is_transient?: boolean;
  error_user_title?: string;
  error_user_msg?: string;
};

/** An error in Graph's words; the front door turns it into a body. */
export class GraphProblem extends Refusal {
  constructor(
    readonly status: number,
    readonly error: WireError,
  ) {
    super({ status, body: { error } });
    this.name = "GraphProblem";
  }
}

const oauth = (status: number, error: Omit<WireError, "type">) =>
  new GraphProblem(status, { type: "OAuthException", ...error });

const token = (message: string, error_subcode?: number) =>
  oauth(400, {
    message: `Error validating access token: ${message}`,
    code: 190,
    ...(error_subcode && { error_subcode }),
  });

/** The documented answers, each with its codes. */
export const problems = {
  noToken: () =>
    oauth(400, {
      message: "An active access token must be used to query information about the current user.",
      code: 2500,
    }),
  malformedToken: () =>
    oauth(400, { message: "Invalid OAuth access token - Cannot parse access token", code: 190 }),
  expired: () => token("Session has expired on Friday, 20-Nov-26 10:00:00 PST.", 463),
  /** https://github.com/MrSwitch/hello.js/issues/548 */
  noDataAccess: () =>
    oauth(400, {
      message: "The access token is invalid since the user hasn't engaged the app in longer than 90 days.",
      code: 190,
      error_subcode: 493,
    }),
  passwordChanged: () =>
    token(
      "The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
      460,
    ),
  appRemoved: (appId: string) => token(`The user has not authorized application ${appId}.`, 458),
  badProof: () =>
    new GraphProblem(400, {
      message: "Invalid appsecret_proof provided in the API argument",
      type: "GraphMethodException",
      code: 100,
    }),
  noProof: () =>
    new GraphProblem(400, {
      message: "API calls from the server require an appsecret_proof argument",
      type: "GraphMethodException",
      code: 100,
    }),
  badCode: () =>
    oauth(400, { message: "This authorization code has expired.", code: 100, error_subcode: 36007 }),
  usedCode: () =>
    oauth(400, { message: "This authorization code has been used.", code: 100, error_subcode: 36009 }),
  badRedirect: () =>
    oauth(400, {
      message:
        "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
      code: 100,
      error_subcode: 36008,
    }),
  badSecret: () => oauth(400, { message: "Error validating client secret.", code: 1 }),
  badApp: () =>
    oauth(400, {
      message: "Error validating application. Cannot get application info due to a system error.",
      code: 101,
    }),
  invalid: (message: string) => oauth(400, { message: `(#100) ${message}`, code: 100 }),
  unknownField: (field: string, node: string) =>
    oauth(400, {
      message: `(#100) Tried accessing nonexisting field (${field}) on node type (${node})`,
      code: 100,
    }),
  /** https://github.com/facebook/facebook-python-business-sdk/issues/388 */
  unknownStatus: () =>
    oauth(400, {
      message: "Invalid parameter",
      code: 100,
      error_subcode: 1487561,
      error_user_title: "Run Status not valid",
      error_user_msg: "Only certain values may be specified for run status. The value specified was invalid.",
    }),
  missing: (id: string) =>
    new GraphProblem(400, {
      message: `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
      type: "GraphMethodException",
      code: 100,
      error_subcode: 33,
    }),
  tooOld: () =>
    oauth(400, {
      message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
      code: 3018,
    }),
  tooManyRows: () =>
    oauth(400, {
      message: "Please reduce the amount of data you're asking for",
      code: 100,
      error_subcode: 1487534,
      error_user_title: "Too many rows",
    }),
  reduce: () =>
    new GraphProblem(500, {
      message: "Please reduce the amount of data you're asking for, then retry your request",
      code: 1,
    }),
  notReady: () =>
    oauth(400, {
      message: "The report is not ready to be read yet",
      code: 2637,
      error_subcode: 1815107,
      is_transient: true,
    }),
  throttled: (code: number, subcode?: number) =>
    oauth(400, {
      message: `(#${code}) There have been too many calls from this ad-account. Wait a bit and try again.`,
      code,
      ...(subcode && { error_subcode: subcode }),
    }),
  noPermission: () =>
    oauth(403, {
      message: "(#200) Ad account owner has NOT grant ads_management or ads_read permission",
      code: 200,
    }),
  unknown: () => new GraphProblem(500, { message: "An unknown error occurred", code: 1, error_subcode: 99 }),
  unavailable: () =>
    oauth(400, { message: "(#2) Service temporarily unavailable", code: 2, is_transient: true }),
  retired: () =>
    oauth(400, {
      message:
        "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version.",
      code: 2635,
    }),
  batchTooLarge: () =>
    new GraphProblem(400, {
      message: "Too many requests in batch message. Maximum batch size is 50",
      type: "GraphBatchException",
      code: -3,
    }),
};
