import type { Secret } from "@/lib/core/secret";
import { addDays, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import type { CallContext, Page, SliceRequest, StreamName, Truth, Usage } from "@/lib/providers/contract";
import { google } from "@/lib/providers/google";
import { simulator } from "@/lib/providers/google/simulator";
import { startSimulator, type TestSimulator } from "../support/simulator";

export { google };

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  spring: "2027-03-28T00:45:00Z",
} as const;

type Call = { method: string; path: string; status: number; account: string | null; code: unknown };
export type World = TestSimulator & {
  clock: () => Date;
  /** Moves the world and our clock. */
  advance: (seconds: number) => Promise<void>;
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
    advance: async (seconds) => {
      await simulated.control("POST", "advance", { seconds });
      now = new Date(now.getTime() + seconds * 1_000);
    },
    calls: async () => (await simulated.control<{ calls: Call[] }>("GET", "calls")).calls,
  };
}

export const redirectUri = "http://localhost:3000/api/oauth/callback";
export const verifier = "a-verifier-that-is-as-long-as-they-have-to-be-43";
const challenge = "ntfFaLA73cKJt5bXJiORovH4PMHaV_0l6jUO5d-dtfw";

/** A person decides: the address their browser is sent back to. */
export async function allow(state = "state-1", decision = "allow", scope?: string): Promise<URL> {
  const dialog = new URL(google.oauth.consentUrl({ state, redirectUri, challenge }));
  const form = new URLSearchParams([...dialog.searchParams, ["decision", decision]]);
  if (scope !== undefined) form.set("scope", scope);
  const response = await fetch(`${dialog.origin}${dialog.pathname}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "missing:");
}

export async function connect({ clock }: World) {
  const code = (await allow()).searchParams.get("code") ?? "";
  return google.oauth.exchange({ code, redirectUri, verifier, clock });
}

export type Recorded = CallContext & { spent: string[]; usage: Usage[] };

export async function contextOf(world: World, token?: Secret): Promise<Recorded> {
  const spent: string[] = [];
  const usage: Usage[] = [];
  return {
    accessToken: token ?? (await connect(world)).accessToken,
    clock: world.clock,
    signal: new AbortController().signal,
    spend: async (scopes) => void spent.push(scopes.map(({ key }) => key).join(" ")),
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
    const page: Page<object> | undefined = await google.streams[stream]?.(context, { ...slice, cursor });
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

/** The first of an account's slices. */
export function sliceOf(truth: Truth, accountExternalId?: string, options = {}): Slice {
  const [slice] = slicesOf(truth, accountExternalId ?? truth.accounts[0]?.externalId ?? "", options);
  if (!slice) throw new Error("no slice");
  return slice;
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

export const codeOf = (pending: Promise<unknown>): Promise<string> =>
  pending.then(
    () => "no failure",
    (error) => error.code,
  );
