/** The ledger scope of an account; providers spend under the same key. */
export const ledgerScopeOf = ({ provider, externalId }: { provider: string; externalId: string }) =>
  `${provider}:account:${externalId}`;
