import type { Secret } from "@/lib/core/secret";
import { linkedin } from "@/lib/providers/linkedin";
import { simulator } from "@/lib/providers/linkedin/simulator";
import {
  comparable,
  decide,
  monthSlicesOf,
  type Recorded,
  readerOf,
  recordCalls,
  type Slice,
  slicesOf,
  startVendorWorld,
  type VendorWorld,
} from "../support/vendor-world";

export { comparable, linkedin, monthSlicesOf, type Recorded, type Slice, slicesOf };

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  newYear: "2026-12-31T23:30:00Z",
  leap: "2028-02-29T00:20:00Z",
} as const;

export type World = VendorWorld;

export const startWorld = ({ seed = "conformance", at = moments.autumn as string } = {}): Promise<World> =>
  startVendorWorld(simulator, { seed, at });

export const redirectUri = "http://localhost:3000/api/oauth/callback";

export const allow = (state = "state-1", decision = "allow"): Promise<URL> =>
  decide(linkedin.oauth.consentUrl({ state, redirectUri, challenge: "unused" }), { decision });

export async function connect({ clock }: World) {
  const code = (await allow()).searchParams.get("code") ?? "";
  return linkedin.oauth.exchange({ code, redirectUri, verifier: "unused", clock });
}

/** A week of the first account. */
export async function weekOf(world: World): Promise<Slice> {
  const truth = await world.truth(1);
  const [first] = slicesOf(truth, truth.accounts[0]?.externalId ?? "", { size: 7 });
  if (!first) throw new Error("no slice");
  return first;
}

export const contextOf = async (world: World, token?: Secret) =>
  recordCalls(token ?? (await connect(world)).accessToken, world.clock);

export const readAll = readerOf(linkedin);

// biome-ignore lint/suspicious/noExplicitAny: the wire as it comes
export type Wire = any;
type Ask = { headers?: Record<string, string>; method?: string; body?: string };

/** Asks a world as any client may; headers set to "" are left out. */
export const restOf =
  (world: World, token: Secret) =>
  async (path: string, { headers = {}, ...init }: Ask = {}): Promise<{ status: number; body: Wire }> => {
    const all = {
      authorization: `Bearer ${token.reveal()}`,
      "linkedin-version": "202608",
      "x-restli-protocol-version": "2.0.0",
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const response = await fetch(`${world.url}/rest/${path}`, { ...init, headers: sent });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
