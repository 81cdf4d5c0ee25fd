import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { AppError } from "@/lib/core/errors";
import { isLoopbackAddress, isPublicAddress } from "./public-address";

export type Rules = {
  /** This is a machine of somebody's own, whose programs may be told as well. */ allowLoopback: boolean;
};
export type Resolve = (host: string) => Promise<string[]>;

const refused = (message: string, fix?: string) =>
  new AppError({ code: "webhook_address", message, status: 422, actor: "you", fix });

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

const isLocalName = (host: string) => /^(localhost|.+\.localhost)\.?$/i.test(host);

/**
 * The address as a URL that could be told: https, without a login, not in a private network. Plain http only to this
 * machine, where that is allowed. Throws `webhook_address` (422).
 */
export function checkTarget(text: string, { allowLoopback }: Rules): URL {
  if (!URL.canParse(text)) throw refused("This is not an address.", "Begin it with https://.");
  const url = new URL(text);
  const host = hostOf(url);
  const isLocal = isLocalName(host) || isLoopbackAddress(host);
  if (url.username || url.password) throw refused("The address must not hold a user name or password.");
  if (isLocal && !allowLoopback) throw refused("This address is not reachable from the internet.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal))
    throw refused("The address must begin with https://.");
  if (isIP(host) !== 0 && !isLocal && !isPublicAddress(host))
    throw refused("This address lies in a private network.");
  return url;
}

export const resolveAll: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The address to connect to, checked: every one the name stands for must be public, so that which of them is taken
 * does not matter. Throws `webhook_address`, `webhook_dns` when the name is not known.
 */
export async function pickAddress(url: URL, rules: Rules, resolve: Resolve): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host)
    ? [host]
    : await resolve(host).catch((cause: unknown) => {
        const code = "webhook_dns";
        throw new AppError({ code, message: "The name of the address could not be resolved.", cause });
      });
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (rules.allowLoopback && isLoopbackAddress(address));
  const [first] = addresses;
  if (!first || !addresses.every(isAllowed))
    throw refused("The name of the address leads into a private network.");
  if (url.protocol === "http:" && !isLoopbackAddress(first))
    throw refused("The address must begin with https://.");
  return first;
}
