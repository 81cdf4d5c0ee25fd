import type { Secret } from "@/lib/core/secret";
import { addDays, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import type { CallContext, Page, SliceRequest, StreamName, Truth, Usage } from "@/lib/providers/contract";
import { linkedin } from "@/lib/providers/linkedin";
import { simulator } from "@/lib/providers/linkedin/simulator";
import { startSimulator, type TestSimulator } from "../support/simulator";

export { linkedin };

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  newYear: "2026-12-31T23:30:00Z",
  leap: "2028-02-29T00:20:00Z",
} as const;

type Call = { method: string; path: string; status: number; account: string | null; code: unknown };
export type World = TestSimulator & {
  clock: () => Date;
  /** Moves the world and our clock. */
  advance: (seconds: number) => Promise<void>;
  /** Points the client at this world; the environment is one for the whole process. */
  enter: () => void;
  calls: () => Promise<Call[]>;
};

/** A world that stands still at `at`, and the client in this process pointed at it. */
export async function startWorld({
  seed = "conformance",
  at = moments.autumn as string,
} = {}): Promise<World> {
  let now = new Date(at);
  const simulated = await startSimulator(simulator, { seed, clock: () => now });
  await simulated.control("POST", "freeze", { frozen: true });
  return {
    ...simulated,
    clock: () => now,
    enter: () => Object.assign(process.env, simulator.sandboxEnv(simulated.url)),
    advance: async (seconds) => {
      await simulated.control("POST", "advance", { seconds });
      now = new Date(now.getTime() + seconds * 1_000);
    },
    calls: async () => (await simulated.control<{ calls: Call[] }>("GET", "calls")).calls,
  };
}

export const redirectUri = "http://localhost:3000/api/oauth/callback";

/** A person decides: the address their browser is sent back to. */
export async function allow(state = "state-1", decision = "allow"): Promise<URL> {
  const dialog = new URL(linkedin.oauth.consentUrl({ state, redirectUri, challenge: "unused" }));
  const response = await fetch(`${dialog.origin}${dialog.pathname}`, {
    method: "POST",
    body: new URLSearchParams([...dialog.searchParams, ["decision", decision]]),
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "missing:");
}

export async function connect({ clock }: World) {
  const code = (await allow()).searchParams.get("code") ?? "";
  return linkedin.oauth.exchange({ code, redirectUri, verifier: "unused", clock });
}

export type Recorded = CallContext & { spent: string[]; usage: Usage[] };

export async function contextOf(world: World, token?: Secret): Promise<Recorded> {
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

export type Slice = Omit<SliceRequest, "cursor">;

/** Every page of a slice; the cursors seen on the way. */
export async function readAll(context: CallContext, stream: StreamName, slice: Slice) {
  const rows: object[] = [];
  const rejected: Page<unknown>["rejected"] = [];
  const cursors: string[] = [];
  for (let cursor: string | null = null; cursors.length < 500; ) {
    const page: Page<object> | undefined = await linkedin.streams[stream]?.(context, { ...slice, cursor });
    if (!page) throw new Error(`no stream ${stream}`);
    rows.push(...page.rows);
    rejected.push(...page.rejected);
    cursor = page.cursor;
    if (cursor === null) return { rows, rejected, cursors };
    cursors.push(cursor);
  }
  throw new Error("endless listing");
}

/** The slices of `days` up to today, in pieces; audiences are asked by calendar month. */
export function slicesOf(truth: Truth, accountExternalId: string, { days = 90, size = 30 } = {}): Slice[] {
  const account = truth.accounts.find(({ externalId }) => externalId === accountExternalId);
  if (!account) throw new Error("no such account");
  const { timezone, currency } = account;
  const today = dayIn(timezone, new Date(truth.now));
  const range = { from: addDays(today, 1 - days), to: today };
  const pieces = size === 0 ? monthsOf(range) : splitDays(range, size);
  return pieces.map((piece) => ({ accountExternalId, timezone, currency, range: piece }));
}

/** Bigints as text, keys and rows in order, so that two sides compare. */
export function comparable(rows: readonly object[], leaveOut: string[] = []): string[] {
  const plain = rows.map((row) =>
    Object.entries(row)
      .filter(([key]) => !leaveOut.includes(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${typeof value === "bigint" ? String(value) : value}`)
      .join(" "),
  );
  return plain.sort();
}

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
