import type { ClaimStatus } from "@/lib/domain/claim";

/** Apart from the queries: what invalidates them need not load their schemas. */
export const marketKeys = {
  all: ["marketplace"] as const,
  summary: () => [...marketKeys.all, "summary"] as const,
  rules: () => [...marketKeys.all, "rules"] as const,
  claims: (status: ClaimStatus) => [...marketKeys.all, "claims", status] as const,
};
