import { setTimeout as sleep } from "node:timers/promises";
import { getAccess } from "@/lib/connections/access";
import { createCallContext } from "@/lib/connections/call-context";
import { readTokens } from "@/lib/connections/tokens";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { withWorker } from "@/lib/db/transaction";
import { failure } from "@/lib/domain/failure";
import { SourceStream, type Stream } from "@/lib/domain/stream";
import { getProvider } from "@/lib/providers";
import type { FetchPage, Provider } from "@/lib/providers/contract";
import { createCursorGuard } from "./cursor-guard";
import { derive } from "./derive";
import { landPage, noteNothing, noteWaiting } from "./land-page";
import { reactTo, type SliceOutcome } from "./react-to";
import { openSlice, type SliceState } from "./slice-state";
import type { Lease } from "./step";

export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;
export type SliceDeps = { clock: Clock; budgetMs?: number; pause?: Pause };

const pauseFor: Pause = (ms, signal) => sleep(ms, undefined, { signal });

/** Serverless hosts end a request after a minute or more: a slice hands over well before. */
const stepBudgetMs = 45_000;
/** An answer expected within this time is waited for inside the step; a longer wait frees the executor. */
const shortWaitMs = 10_000;

const fetchOf = (provider: Provider, { stream }: SliceState): FetchPage<unknown> => {
  const fetchPage = provider.streams[stream];
  if (!fetchPage) throw failure("config_invalid", { provider: provider.name, detail: "stream" });
  return fetchPage;
};

const isSourced = (slice: SliceState<Stream>): slice is SliceState =>
  SourceStream.safeParse(slice.stream).success;

const laterOrWait = (until: Date, now: Date): SliceOutcome => ({
  state: until.getTime() - now.getTime() > shortWaitMs ? "wait" : "later",
  until: until.toISOString(),
});

/**
 * Works on one slice, page after page, for at most 45 s; then says whether it is done, goes on, or has to wait.
 * Throws only what a retry of the step can help; what was landed before stays and is gone on from.
 */
export async function workSlice(
  lease: Lease,
  position: number,
  { clock, budgetMs = stepBudgetMs, pause = pauseFor }: SliceDeps,
  notBefore: string | null = null,
): Promise<SliceOutcome> {
  const endsAt = Date.now() + budgetMs;
  let calls = 0;
  let landed = 0;
  let opened: SliceState<Stream> | undefined;
  try {
    const [found, known] = await withWorker(lease, async (tx) => {
      const slice = await openSlice<Stream>(tx, lease, position, clock());
      return [slice, slice.isDone || !isSourced(slice) ? null : await readTokens(tx, lease)] as const;
    });
    opened = found;
    if (opened.isDone) return { state: "done" };
    if (!isSourced(opened)) return await derive(lease, opened, clock());
    let slice = opened;
    const provider = getProvider(slice.provider);
    const scope = { workspaceId: lease.workspaceId, connectionId: lease.connectionId };
    const accessToken = await getAccess({ scope, provider, clock, known });
    const signal = AbortSignal.timeout(budgetMs + 70_000);
    const onCall = () => {
      calls += 1;
    };
    if (notBefore) await pause(Math.max(0, Date.parse(notBefore) - clock().getTime()), signal);
    const context = createCallContext({ ...scope, provider, accessToken, clock, signal, onCall });
    const fetchPage = fetchOf(provider, slice);
    const guard = createCursorGuard(provider.name, slice.pages);
    const { account, from, to, since } = slice;
    const asked = {
      accountExternalId: account.externalId,
      ...(account.route ? { accountRoute: account.route } : {}),
      timezone: account.timezone,
      currency: account.currency,
      range: { from, to },
      ...(since ? { since } : {}),
    };
    for (;;) {
      const page = await fetchPage(context, { ...asked, cursor: slice.cursor });
      const current: SliceState = slice;
      const spent = calls;
      calls = 0;
      if (!page.askAgainAt) guard(page);
      const hasNothing = page.notOffered ?? page.unread;
      const record = hasNothing ? noteNothing : page.askAgainAt ? noteWaiting : landPage;
      const next = await withWorker(lease, (tx) =>
        record(tx, { lease, slice: current, page, calls: spent, at: clock() }),
      );
      crashpoint("page: committed");
      landed += 1;
      slice = { ...slice, ...next };
      opened = slice;
      if (page.cursor === null) return { state: "done" };
      if (page.askAgainAt) return laterOrWait(page.askAgainAt, clock());
      if (Date.now() >= endsAt) return { state: "more" };
    }
  } catch (error) {
    return reactTo(error, { lease, slice: opened, position, calls, hasProgress: landed > 0, at: clock() });
  }
}
