import { AppError } from "@/lib/core/errors";
import { addDays, dayIn } from "@/lib/domain/day";
import { failureKindOf } from "@/lib/domain/failure";
import { allowConsent } from "@/lib/local/consent";
import { getProvider } from "@/lib/providers";
import type { CallContext, Page, Provider, SliceRequest, StreamName } from "@/lib/providers/contract";
import { loadSimulator, startSimulator, type TestSimulator } from "../../support/simulator";

export type Tampered = {
  provider: string;
  answers: number;
  parsed: number;
  rows: number;
  quarantined: number;
  classified: number;
  crashes: string[];
  hangs: string[];
};

const at = new Date("2026-06-10T15:00:00Z");
const clock = () => at;
const patienceMs = 30_000;

async function openContext(provider: Provider): Promise<CallContext> {
  const consented = await allowConsent(provider.oauth, "http://localhost:3000/api/oauth/callback");
  const { accessToken } = await provider.oauth.exchange({ ...consented, clock });
  return {
    accessToken,
    clock,
    signal: AbortSignal.timeout(3_600_000),
    spend: async () => {},
    observe: async () => {},
  };
}

/** Reads a slice until it ends, fails or has taken a few pages: an asynchronous report is asked again at once. */
async function readSlice(
  provider: Provider,
  context: CallContext,
  stream: StreamName,
  slice: Omit<SliceRequest, "cursor">,
  tell: (page: Page<unknown>) => void,
): Promise<void> {
  let cursor: string | null = null;
  for (let pages = 0; pages < 6; pages += 1) {
    const page: Page<unknown> | undefined = await provider.streams[stream]?.(context, { ...slice, cursor });
    if (!page) return;
    tell(page);
    cursor = page.cursor;
    if (cursor === null) return;
  }
}

const countStruck = async (simulator: TestSimulator): Promise<number> => {
  const { faults } = await simulator.control<{ faults: { struck: number }[] }>("GET", "state");
  return faults.reduce((sum, { struck }) => sum + struck, 0);
};

/** Feeds a provider's fetch functions answers with seeded wounds until `count` answers were wounded. */
export async function tamper(providerId: string, count: number, seed: number): Promise<Tampered> {
  const provider = getProvider(providerId);
  const world = "tampered?accounts=1&campaigns=2&adsets=2&ads=2&groups=2&creatives=2&orders=40&skus=6";
  const simulator = await startSimulator(await loadSimulator(providerId), { seed: world, clock });
  await simulator.control("POST", "limits", { unmetered: true });
  await simulator.control("POST", "freeze", { frozen: true });
  const context = await openContext(provider);
  const [account] = (await simulator.truth(1)).accounts;
  if (!account) throw new Error(`${providerId} has no account`);
  const today = dayIn(account.timezone, at);
  const { externalId: accountExternalId, timezone, currency } = account;
  const slice = { accountExternalId, timezone, currency, range: { from: addDays(today, -6), to: today } };
  await simulator.fault("mutated", { on: "data", params: { seed: `tampered ${seed}` } });
  const tally: Tampered = {
    provider: providerId,
    answers: 0,
    parsed: 0,
    rows: 0,
    quarantined: 0,
    classified: 0,
    crashes: [],
    hangs: [],
  };
  const streams = Object.keys(provider.streams) as StreamName[];
  const tell = ({ rows, rejected }: Page<unknown>) => {
    tally.parsed += 1;
    tally.rows += rows.length;
    tally.quarantined += rejected.length;
  };
  for (let turn = 0; tally.answers < count; turn += 1) {
    const stream = streams[turn % streams.length] as StreamName;
    const signal = AbortSignal.timeout(patienceMs);
    try {
      await readSlice(provider, { ...context, signal }, stream, slice, tell);
    } catch (error) {
      const kind = error instanceof AppError ? failureKindOf(error.code) : "internal";
      if (signal.aborted) tally.hangs.push(`${stream} after ${tally.answers} answers`);
      else if (kind === "internal") tally.crashes.push(`${stream}: ${(error as Error).stack?.slice(0, 400)}`);
      else tally.classified += 1;
    }
    if (turn % 20 === 0) tally.answers = await countStruck(simulator);
  }
  await simulator.stop();
  return tally;
}
