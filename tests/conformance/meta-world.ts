import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Secret } from "@/lib/core/secret";
import { addDays, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import { providers } from "@/lib/providers";
import type { CallContext, Page, SliceRequest, StreamName, Truth, Usage } from "@/lib/providers/contract";
import { simulator } from "@/lib/providers/meta/simulator";

export const meta = providers.meta;

export const moments = {
  autumn: "2026-11-21T10:17:00Z",
  newYear: "2026-12-31T23:30:00Z",
  spring: "2027-03-28T00:45:00Z",
} as const;

export type World = Awaited<ReturnType<typeof startWorld>>;

/** A simulator on a port of its own, its clock stopped at `at`, and a client that is pointed at it. */
export async function startWorld({
  seed = "conformance",
  at = moments.autumn as string,
  stateFile = undefined as string | undefined,
} = {}) {
  const { handle } = simulator.create({ seed, stateFile });
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, simulator.sandboxEnv(url));

  async function control(method: string, verb: string, body?: unknown) {
    const response = await fetch(`${url}/_control/${verb}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }
  const now = async () => new Date((await control("GET", "state")).now);
  await control("POST", "freeze", { frozen: true, at });
  return {
    url,
    control,
    now,
    /** Points the client at this world; the environment is one for the whole process. */
    enter: () => Object.assign(process.env, simulator.sandboxEnv(url)),
    fault: (kind: string, fault: Record<string, unknown> = {}) =>
      control("POST", "faults", { kind, ...fault }),
    truth: (query = ""): Promise<Truth> => control("GET", `truth${query}`),
    calls: async (): Promise<{ method: string; path: string; status: number; account: string | null }[]> =>
      (await control("GET", "calls")).calls,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

export const redirectUri = "http://localhost:3000/api/oauth/callback";

/** A person clicks Allow: the code their browser brings back. */
export async function allow(state = "state-1", decision = "allow"): Promise<URL> {
  const dialog = new URL(meta.oauth.consentUrl({ state, redirectUri, challenge: "unused" }));
  const form = new URLSearchParams([...dialog.searchParams, ["decision", decision]]);
  const response = await fetch(`${dialog.origin}${dialog.pathname}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "missing:");
}

export async function connect(world: World) {
  const now = await world.now();
  const code = (await allow()).searchParams.get("code") ?? "";
  return meta.oauth.exchange({ code, redirectUri, verifier: "unused", clock: () => now });
}

export type Recorded = CallContext & { spent: string[]; usage: Usage[] };

export async function contextOf(world: World, token?: Secret): Promise<Recorded> {
  const accessToken = token ?? (await connect(world)).accessToken;
  const now = await world.now();
  const spent: string[] = [];
  const usage: Usage[] = [];
  return {
    accessToken,
    clock: () => now,
    signal: new AbortController().signal,
    spend: async (scopes) => void spent.push(...scopes.map(({ key }) => key)),
    observe: async (seen) => void usage.push(...seen),
    spent,
    usage,
  };
}

type Slice = Omit<SliceRequest, "cursor">;

/** Every page of a slice, waits included; the cursors seen on the way. */
export async function readAll(context: CallContext, stream: StreamName, slice: Slice) {
  const rows: unknown[] = [];
  const rejected: Page<unknown>["rejected"] = [];
  const cursors: string[] = [];
  for (let cursor: string | null = null; cursors.length < 500; ) {
    const page: Page<unknown> | undefined = await meta.streams[stream]?.(context, { ...slice, cursor });
    if (!page) throw new Error(`no stream ${stream}`);
    rows.push(...page.rows);
    rejected.push(...page.rejected);
    cursor = page.cursor;
    if (cursor === null) return { rows, rejected, cursors };
    cursors.push(cursor);
  }
  throw new Error("endless listing");
}

function accountOf(truth: Truth, accountExternalId: string) {
  const account = truth.accounts.find(({ externalId }) => externalId === accountExternalId);
  if (!account) throw new Error("no such account");
  const today = dayIn(account.timezone, new Date(truth.now));
  const firstSync = { from: addDays(today, 1 - meta.limits.firstSyncDays), to: today };
  return { slice: { accountExternalId, timezone: account.timezone, currency: account.currency }, firstSync };
}

/** The slices a first sync reads of an account: 90 days up to today, in pieces. */
export function slicesOf(truth: Truth, accountExternalId: string, size = 30): Slice[] {
  const { slice, firstSync } = accountOf(truth, accountExternalId);
  return splitDays(firstSync, size).map((range) => ({ ...slice, range }));
}

/** Audiences are read by calendar month. */
export function monthSlicesOf(truth: Truth, accountExternalId: string): Slice[] {
  const { slice, firstSync } = accountOf(truth, accountExternalId);
  return monthsOf(firstSync).map((range) => ({ ...slice, range }));
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
