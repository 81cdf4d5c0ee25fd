import type { ClaimStatus } from "@/lib/domain/claim";

/** Apart from the queries: what invalidates them need not load their schemas. */
export const marketKeys = {
  all: ["marketplace"] as const,
  summary: (connectionId?: string) => [...marketKeys.all, "summary", connectionId] as const,
  rules: () => [...marketKeys.all, "rules"] as const,
  claims: (status: ClaimStatus, connectionId?: string) =>
    [...marketKeys.all, "claims", status, connectionId] as const,
  rows: (dataset: string, connectionId: string) =>
    [...marketKeys.all, "rows", dataset, connectionId] as const,
};
