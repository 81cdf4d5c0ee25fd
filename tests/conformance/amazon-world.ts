import type { Secret } from "@/lib/core/secret";
import { amazon } from "@/lib/providers/amazon";
import { simulator } from "@/lib/providers/amazon/simulator";
import type { CallContext, StreamName, Truth } from "@/lib/providers/contract";
import {
  decide,
  readerOf,
  recordCalls,
  type Slice,
  sliceOf,
  startVendorWorld,
  type VendorWorld,
} from "../support/vendor-world";

export { type Recorded, type Slice, slicesOf } from "../support/vendor-world";
export { amazon };

export const moments = {
  autumn: "2026-11-21T10:15:00Z",
  newYear: "2026-12-31T23:35:00Z",
  spring: "2027-03-14T10:05:00Z",
} as const;

export type World = VendorWorld;

/** Buckets are wide unless asked for. */
export async function startWorld({
  seed = "conformance",
  at = moments.autumn as string,
  rateFactor = 1_000,
} = {}): Promise<World> {
  const world = await startVendorWorld(simulator, { seed, at });
  await world.control("POST", "limits", { rateFactor });
  return world;
}

export const redirectUri = "http://localhost:3000/api/oauth/amazon/callback";

export const allow = (state = "state-1", decision = "allow"): Promise<URL> =>
  decide(amazon.oauth.consentUrl({ state, redirectUri, challenge: "unused" }), { decision });

export async function connect({ clock }: Pick<World, "clock">) {
  const answered = Object.fromEntries((await allow()).searchParams);
  const code = answered.spapi_oauth_code ?? "";
  return amazon.oauth.exchange({ code, redirectUri, verifier: "unused", clock, answered });
}

export const contextOf = async (world: Pick<World, "clock">, token?: Secret) =>
  recordCalls(token ?? (await connect(world)).accessToken, world.clock);

const readPages = readerOf(amazon);

/** Every page of a slice; where an answer has to be waited for, the world moves on. */
export const readAll = (world: World, context: CallContext, stream: StreamName, slice: Slice) =>
  readPages(context, stream, slice, async ({ askAgainAt }) => {
    if (askAgainAt) await world.advance((askAgainAt.getTime() - world.clock().getTime()) / 1_000);
  });

/** A listing's one slice. */
export const todayOf = (truth: Truth, accountExternalId: string): Slice =>
  sliceOf(truth, accountExternalId, { days: 1 });

/** Bigints as text, keys and rows in order, so that two sides compare. */
export function comparable(rows: readonly unknown[]): unknown[] {
  const plain = JSON.parse(
    JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  ) as Record<string, unknown>[];
  return plain.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Every answer as text for byte-exact comparisons, with a token that works. */
export async function askRaw(world: World, token: Secret, path: string, init: RequestInit = {}) {
  const [, raw = ""] = /^[A-Z0-9]+\/(.+)$/s.exec(token.reveal()) ?? [];
  const response = await fetch(`${world.url}${path}`, {
    ...init,
    headers: { "x-amz-access-token": raw, "content-type": "application/json", ...init.headers },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
