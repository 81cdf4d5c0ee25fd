import { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { findMarketplace, type Marketplace } from "./marketplaces";

/** An account of ours is one seller in one marketplace: `A1B2C3D4E5:ATVPDKIKX0DER`. */
export const accountIdOf = (sellerId: string, marketplaceId: string): string =>
  `${sellerId}:${marketplaceId}`;

/** The seller and marketplace behind an account's id. Throws `config_invalid.account` for an id we did not make. */
export function readAccountId(externalId: string): { sellerId: string; marketplace: Marketplace } {
  const [sellerId, marketplaceId] = externalId.split(":");
  const marketplace = marketplaceId && findMarketplace(marketplaceId);
  if (!sellerId || !marketplace) throw failure("config_invalid", { provider: "Amazon", detail: "account" });
  return { sellerId, marketplace };
}

/** The country of an account's marketplace; undefined for an id we did not make. */
export const countryOf = (externalId: string): string | undefined =>
  findMarketplace(externalId.split(":")[1] ?? "")?.country;

// No answer of the API names the seller; only the consent's callback does. It therefore travels with the token.
const sealed = /^([A-Z0-9]{6,30})\/(.+)$/s;

/** A token that remembers whose it is. */
export const withSeller = (sellerId: string, token: string): Secret => new Secret(`${sellerId}/${token}`);

/** Whose a token is, and the token as Amazon knows it. Throws `needs_reauth` for one that does not say. */
export function readToken(secret: Secret): { sellerId: string; token: string } {
  const [, sellerId, token] = sealed.exec(secret.reveal()) ?? [];
  if (!sellerId || !token) throw failure("needs_reauth", { provider: "Amazon", detail: "token" });
  return { sellerId, token };
}
