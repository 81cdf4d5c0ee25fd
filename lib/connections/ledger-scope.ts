import { getProvider } from "@/lib/providers";

/** The ledger scope of an account's hourly allowance; providers spend under the same key. */
export const ledgerScopeOf = ({ provider, externalId }: { provider: string; externalId: string }) =>
  getProvider(provider).limits.accountScope?.(externalId) ?? `${provider}:account:${externalId}`;
