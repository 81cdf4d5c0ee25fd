import type { Clock } from "@/lib/core/clock";
import type { Secret } from "@/lib/core/secret";
import { addDays, type DayRange, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import type {
  CallContext,
  Page,
  Provider,
  SimulatorModule,
  SliceRequest,
  StreamName,
  Truth,
  Usage,
} from "@/lib/providers/contract";
import { startSimulator, type TestSimulator } from "./simulator";

type Call = { method: string; path: string; status: number; account: string | null; code: unknown };

export type VendorWorld = TestSimulator & {
  clock: Clock;
  /** Moves the world and our clock. */
  advance: (seconds: number) => Promise<void>;
  /** Points the client at this world; the environment is one for the whole process. */
  enter: () => void;
  calls: () => Promise<Call[]>;
};

/** A world that stands still at `at`, and the client in this process pointed at it. */
export async function startVendorWorld(
  module: SimulatorModule,
  { seed, at, stateFile }: { seed: string; at: string; stateFile?: string },
): Promise<VendorWorld> {
  let now = new Date(at);
  const clock = () => now;
  const simulated = await startSimulator(module, { seed, clock, stateFile });
  await simulated.control("POST", "freeze", { frozen: true });
  return {
    ...simulated,
    clock,
    enter: () => Object.assign(process.env, module.sandboxEnv(simulated.url)),
    advance: async (seconds) => {
      await simulated.control("POST", "advance", { seconds });
      now = new Date(now.getTime() + seconds * 1_000);
    },
    calls: async () => (await simulated.control<{ calls: Call[] }>("GET", "calls")).calls,
  };
}

/** A person decides on a consent page, `form` being what they change in it: the address their browser is sent back to. */
export async function decide(consentUrl: string, form: Record<string, string>): Promise<URL> {
  const page = new URL(consentUrl);
  const body = new URLSearchParams(page.searchParams);
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  const response = await fetch(`${page.origin}${page.pathname}`, {
    method: "POST",
    body,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "missing:");
}

/** What a stream is handed; it keeps the scopes each call was paid from and what answers said of the quota. */
export type Recorded = CallContext & { spent: string[][]; usage: Usage[] };

export function recordCalls(accessToken: Secret, clock: Clock): Recorded {
  const spent: string[][] = [];
  const usage: Usage[] = [];
  return {
    accessToken,
    clock,
    signal: new AbortController().signal,
    spend: async (scopes) => void spent.push(scopes.map(({ key }) => key)),
    observe: async (seen) => void usage.push(...seen),
    spent,
    usage,
  };
}

export type Slice = Omit<SliceRequest, "cursor">;
type AfterPage = (page: Page<unknown>) => Promise<void>;

/** `readAll` of one provider: every page of a slice, and the cursors seen on the way. */
export const readerOf =
  (provider: Provider) =>
  async (context: CallContext, stream: StreamName, slice: Slice, afterPage?: AfterPage) => {
    const rows: object[] = [];
    const rejected: Page<unknown>["rejected"] = [];
    const cursors: string[] = [];
    for (let cursor: string | null = null; cursors.length < 1_000; ) {
      const page: Page<object> | undefined = await provider.streams[stream]?.(context, { ...slice, cursor });
      if (!page) throw new Error(`no stream ${stream}`);
      rows.push(...page.rows);
      rejected.push(...page.rejected);
      await afterPage?.(page);
      cursor = page.cursor;
      if (cursor === null) return { rows, rejected, cursors };
      cursors.push(cursor);
    }
    throw new Error("endless listing");
  };

function cut(truth: Truth, accountExternalId: string, days: number, pieces: (range: DayRange) => DayRange[]) {
  const account = truth.accounts.find(({ externalId }) => externalId === accountExternalId);
  if (!account) throw new Error("no such account");
  const { timezone, currency } = account;
  const today = dayIn(timezone, new Date(truth.now));
  const range = { from: addDays(today, 1 - days), to: today };
  return pieces(range).map((piece): Slice => ({ accountExternalId, timezone, currency, range: piece }));
}

/** The slices of an account's `days` up to today, in pieces of `size` days. */
export const slicesOf = (truth: Truth, accountExternalId: string, { days = 90, size = 30 } = {}): Slice[] =>
  cut(truth, accountExternalId, days, (range) => splitDays(range, size));

/** The first of an account's slices, of the first account where none is named. */
export function sliceOf(truth: Truth, accountExternalId?: string, options = {}): Slice {
  const [slice] = slicesOf(truth, accountExternalId ?? truth.accounts[0]?.externalId ?? "", options);
  if (!slice) throw new Error("no slice");
  return slice;
}

/** Audiences are asked by calendar month. */
export const monthSlicesOf = (truth: Truth, accountExternalId: string): Slice[] =>
  cut(truth, accountExternalId, 90, monthsOf);

/** Bigints as text, keys and rows in order, so that two sides compare. Only for rows without objects in them. */
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
