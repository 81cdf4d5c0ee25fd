import type { FailureKind } from "@/lib/domain/failure";

type Family = { otherwise: FailureKind } & Partial<Record<FailureKind, readonly string[]>>;

/**
 * The families of the vendor's error codes that a reader meets, each with the class of its codes. Codes that are not
 * named, `UNKNOWN` and those of a later version fall into `otherwise`.
 */
const families: Record<string, Family> = {
  authenticationError: {
    otherwise: "needs_reauth",
    permission_lost: ["CUSTOMER_NOT_FOUND", "CLIENT_CUSTOMER_ID_INVALID"],
    config_invalid: [
      ...["DEVELOPER_TOKEN_INVALID", "ORGANIZATION_NOT_RECOGNIZED", "ORGANIZATION_NOT_APPROVED"],
      "ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN",
    ],
  },
  authorizationError: {
    otherwise: "permission_lost",
    config_invalid: [
      ...["DEVELOPER_TOKEN_NOT_ON_ALLOWLIST", "DEVELOPER_TOKEN_PROHIBITED", "DEVELOPER_TOKEN_NOT_APPROVED"],
      ...["PROJECT_DISABLED", "MISSING_TOS", "CLOUD_PROJECT_NOT_UNDER_ORGANIZATION", "METRIC_ACCESS_DENIED"],
      ...["SERVICE_ACCESS_DENIED", "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"],
    ],
  },
  quotaError: { otherwise: "rate_limited", config_invalid: ["ACCESS_PROHIBITED"] },
  internalError: { otherwise: "provider_transient" },
  databaseError: {
    otherwise: "provider_transient",
    too_much_data: ["REQUEST_TOO_LARGE"],
    config_invalid: ["DATA_CONSTRAINT_VIOLATION"],
  },
  sizeLimitError: { otherwise: "too_much_data" },
  queryError: {
    otherwise: "config_invalid",
    too_much_data: ["DATE_RANGE_TOO_WIDE", "FILTER_HAS_TOO_MANY_VALUES"],
    permission_lost: ["REQUESTED_METRICS_FOR_MANAGER"],
  },
  requestError: {
    otherwise: "config_invalid",
    // The answer behind a page token is kept for a while only: the question starts again.
    provider_transient: ["INVALID_PAGE_TOKEN", "EXPIRED_PAGE_TOKEN"],
    permission_lost: ["RESOURCE_NOT_FOUND", "INVALID_CUSTOMER_ID", "CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT"],
    too_much_data: ["RPC_DEADLINE_TOO_SHORT"],
  },
  headerError: { otherwise: "permission_lost", config_invalid: ["INVALID_LINKED_CUSTOMER_ID"] },
  customerError: { otherwise: "config_invalid", permission_lost: ["ACCOUNT_NOT_SET_UP"] },
  idError: { otherwise: "permission_lost" },
  notAllowlistedError: { otherwise: "permission_lost" },
  resourceAccessDeniedError: { otherwise: "permission_lost" },
  operationAccessDeniedError: { otherwise: "permission_lost" },
  identityVerificationError: { otherwise: "permission_lost" },
  changeEventError: { otherwise: "config_invalid" },
  changeStatusError: { otherwise: "config_invalid" },
  clickViewError: { otherwise: "config_invalid" },
  dateError: { otherwise: "config_invalid" },
  dateRangeError: { otherwise: "config_invalid" },
  enumError: { otherwise: "config_invalid" },
  fieldError: { otherwise: "config_invalid" },
  mutateError: { otherwise: "config_invalid" },
  partialFailureError: { otherwise: "config_invalid" },
  rangeError: { otherwise: "config_invalid" },
  searchTermInsightError: { otherwise: "config_invalid" },
};

/** The class of a code, or null for a family we have never met: its HTTP status decides then. */
export function kindOfCode(family: string, code: string): FailureKind | null {
  const known = Object.hasOwn(families, family) ? families[family] : undefined;
  if (!known) return null;
  const { otherwise, ...named } = known;
  const found = Object.entries(named).find(([, codes]) => codes?.includes(code));
  return found ? (found[0] as FailureKind) : otherwise;
}
