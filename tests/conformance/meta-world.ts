import { createHmac } from "node:crypto";
import type { Secret } from "@/lib/core/secret";
import { meta } from "@/lib/providers/meta";
import { simulator } from "@/lib/providers/meta/simulator";
import { decide, readerOf, recordCalls, startVendorWorld } from "../support/vendor-world";

export { comparable, monthSlicesOf, slicesOf } from "../support/vendor-world";
export { meta };

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  newYear: "2026-12-31T23:30:00Z",
  spring: "2027-03-28T00:45:00Z",
} as const;

export type World = Awaited<ReturnType<typeof startWorld>>;

/** `now` is the world's own: tests of Meta move it alone. */
export async function startWorld({
  seed = "conformance",
  at = moments.autumn as string,
  stateFile = undefined as string | undefined,
} = {}) {
  const world = await startVendorWorld(simulator, { seed, at, stateFile });
  await world.control("POST", "freeze", { frozen: true, at });
  const now = async () => new Date((await world.control<{ now: string }>("GET", "state")).now);
  return { ...world, now };
}

export const redirectUri = "http://localhost:3000/api/oauth/callback";

export const allow = (state = "state-1", decision = "allow"): Promise<URL> =>
  decide(meta.oauth.consentUrl({ state, redirectUri, challenge: "unused" }), { decision });

export async function connect(world: World) {
  const now = await world.now();
  const code = (await allow()).searchParams.get("code") ?? "";
  return meta.oauth.exchange({ code, redirectUri, verifier: "unused", clock: () => now });
}

export async function contextOf(world: World, token?: Secret) {
  const accessToken = token ?? (await connect(world)).accessToken;
  const now = await world.now();
  return recordCalls(accessToken, () => now);
}

export const readAll = readerOf(meta);

// biome-ignore lint/suspicious/noExplicitAny: the wire as it comes
export type Wire = any;

type Asked = { params?: Record<string, string>; init?: RequestInit };

/** A question in Graph's own words, with token and proof, and whatever comes back. */
export async function askGraph(
  world: Pick<World, "url">,
  token: Secret,
  path: string,
  { params = {}, init = {} }: Asked = {},
): Promise<Wire> {
  const appsecret_proof = createHmac("sha256", process.env.META_APP_SECRET ?? "")
    .update(token.reveal())
    .digest("hex");
  const query = new URLSearchParams({ ...params, appsecret_proof });
  const headers = { authorization: `Bearer ${token.reveal()}` };
  return (await fetch(`${world.url}/v26.0/${path}?${query}`, { ...init, headers })).json();
}
