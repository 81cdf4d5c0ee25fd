import type { Secret } from "@/lib/core/secret";
import { google } from "@/lib/providers/google";
import { simulator } from "@/lib/providers/google/simulator";
import { decide, readerOf, recordCalls, startVendorWorld, type VendorWorld } from "../support/vendor-world";

export { comparable, monthSlicesOf, sliceOf, slicesOf } from "../support/vendor-world";
export { google };

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  spring: "2027-03-28T00:45:00Z",
} as const;

export type World = VendorWorld;

export const startWorld = ({ seed = "conformance", at = moments.autumn as string } = {}): Promise<World> =>
  startVendorWorld(simulator, { seed, at });

export const redirectUri = "http://localhost:3000/api/oauth/callback";
export const verifier = "a-verifier-that-is-as-long-as-they-have-to-be-43";
const challenge = "ntfFaLA73cKJt5bXJiORovH4PMHaV_0l6jUO5d-dtfw";

/** Unticking scopes is leaving them out of `scope`. */
export const allow = (state = "state-1", decision = "allow", scope?: string): Promise<URL> =>
  decide(google.oauth.consentUrl({ state, redirectUri, challenge }), {
    decision,
    ...(scope !== undefined && { scope }),
  });

export async function connect({ clock }: World) {
  const code = (await allow()).searchParams.get("code") ?? "";
  return google.oauth.exchange({ code, redirectUri, verifier, clock });
}

export const contextOf = async (world: World, token?: Secret) =>
  recordCalls(token ?? (await connect(world)).accessToken, world.clock);

export const readAll = readerOf(google);

export const codeOf = (pending: Promise<unknown>): Promise<string> =>
  pending.then(
    () => "no failure",
    (error) => error.code,
  );
