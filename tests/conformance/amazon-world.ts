import type { Secret } from "@/lib/core/secret";
import { addDays, dayIn, splitDays } from "@/lib/domain/day";
import { amazon } from "@/lib/providers/amazon";
import { simulator } from "@/lib/providers/amazon/simulator";
import type { CallContext, Page, SliceRequest, StreamName, Truth, Usage } from "@/lib/providers/contract";
import { startSimulator, type TestSimulator } from "../support/simulator";

export { amazon };

export const moments = {
  autumn: "2026-11-21T10:15:00Z",
  newYear: "2026-12-31T23:35:00Z",
  spring: "2027-03-14T10:05:00Z",
} as const;

type Call = { method: string; path: string; status: number; account: string | null; code: unknown };
export type World = TestSimulator & {
  clock: () => Date;
  /** Moves the world and our clock. */
  advance: (seconds: number) => Promise<void>;
  calls: () => Promise<Call[]>;
};

/** A world that stands still at `at`, and the client in this process pointed at it. Buckets are wide unless asked for. */
export async function startWorld({
  seed = "conformance",
  at = moments.autumn as string,
  rateFactor = 1_000,
} = {}): Promise<World> {
  let now = new Date(at);
  const simulated = await startSimulator(simulator, { seed, clock: () => now });
  await simulated.control("POST", "freeze", { frozen: true });
  await simulated.control("POST", "limits", { rateFactor });
  return {
    ...simulated,
    clock: () => now,
    advance: async (seconds) => {
      await simulated.control("POST", "advance", { seconds });
      now = new Date(now.getTime() + seconds * 1_000);
    },
    calls: async () => (await simulated.control<{ calls: Call[] }>("GET", "calls")).calls,
  };
}

export const redirectUri = "http://localhost:3000/api/oauth/amazon/callback";

/** A seller decides: the address their browser is sent back to. */
export async function allow(state = "state-1", decision = "allow"): Promise<URL> {
  const page = new URL(amazon.oauth.consentUrl({ state, redirectUri, challenge: "unused" }));
  const form = new URLSearchParams([...page.searchParams, ["decision", decision]]);
  const response = await fetch(`${page.origin}${page.pathname}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "missing:");
}

export async function connect({ clock }: Pick<World, "clock">) {
  const answered = Object.fromEntries((await allow()).searchParams);
  const code = answered.spapi_oauth_code ?? "";
  return amazon.oauth.exchange({ code, redirectUri, verifier: "unused", clock, answered });
}

export type Recorded = CallContext & { spent: string[]; usage: Usage[] };

export async function contextOf(world: Pick<World, "clock">, token?: Secret): Promise<Recorded> {
  const spent: string[] = [];
  const usage: Usage[] = [];
  return {
    accessToken: token ?? (await connect(world)).accessToken,
    clock: world.clock,
    signal: new AbortController().signal,
    spend: async (scopes) => void spent.push(...scopes.map(({ key }) => key)),
    observe: async (seen) => void usage.push(...seen),
    spent,
    usage,
  };
}

type Slice = Omit<SliceRequest, "cursor">;

/** Every page of a slice; where an answer has to be waited for, the world moves on. */
export async function readAll(world: World, context: CallContext, stream: StreamName, slice: Slice) {
  const rows: unknown[] = [];
  const rejected: Page<unknown>["rejected"] = [];
  const cursors: string[] = [];
  for (let cursor: string | null = null; cursors.length < 1_000; ) {
    const page: Page<unknown> | undefined = await amazon.streams[stream]?.(context, { ...slice, cursor });
    if (!page) throw new Error(`no stream ${stream}`);
    rows.push(...page.rows);
    rejected.push(...page.rejected);
    if (page.askAgainAt) await world.advance((page.askAgainAt.getTime() - world.clock().getTime()) / 1_000);
    cursor = page.cursor;
    if (cursor === null) return { rows, rejected, cursors };
    cursors.push(cursor);
  }
  throw new Error("endless listing");
}

/** The slices a first sync reads of an account: 90 days up to today, in pieces. */
export function slicesOf(truth: Truth, accountExternalId: string, days = 90, size = 30): Slice[] {
  const account = truth.accounts.find(({ externalId }) => externalId === accountExternalId);
  if (!account) throw new Error("no such account");
  const { timezone, currency } = account;
  const today = dayIn(timezone, new Date(truth.now));
  const range = { from: addDays(today, 1 - days), to: today };
  return splitDays(range, size).map((piece) => ({ accountExternalId, timezone, currency, range: piece }));
}

/** A listing's one slice. */
export const todayOf = (truth: Truth, accountExternalId: string): Slice => {
  const [slice] = slicesOf(truth, accountExternalId, 1);
  if (!slice) throw new Error("no day");
  return slice;
};

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
