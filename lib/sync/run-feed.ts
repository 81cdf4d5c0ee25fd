import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProgressFrame } from "@/lib/api/sync";
import { readEnd, readFrames } from "./job";

type Viewer = { workspaceId: string };
/** A run's frames after `seq`, in order, at most some hundred at once. */
export type ReadFrames = (viewer: Viewer, runId: string, seq: number) => Promise<ProgressFrame[]>;

type Feed = {
  /** Every frame after `base`, oldest first. */
  frames: ProgressFrame[];
  base: number;
  followers: number;
  waiting: Set<() => void>;
  isOver: boolean;
  failure: unknown;
};

export type Follower = {
  /**
   * What came after `seq`: at once when there is something, else as soon as there is, else nothing after `waitMs`.
   * Null when nothing will come any more.
   */
  next: (seq: number, waitMs: number, signal: AbortSignal) => Promise<ProgressFrame[] | null>;
  leave: () => void;
};

type Options = { after: number; pollMs: number; read?: ReadFrames };

/** Next loads modules more than once; a run must be read once for all of them. */
const holder = globalThis as typeof globalThis & { freshetFeeds?: Map<string, Feed> };
const keptFrames = 2_000;

export const isTerminal = ({ step }: ProgressFrame) => step === "done" || step === "error";

function wake(feed: Feed) {
  for (const goOn of [...feed.waiting]) goOn();
}

function take(feed: Feed, frames: ProgressFrame[]) {
  feed.frames.push(...frames);
  feed.isOver = frames.some(isTerminal);
  const dropped = feed.frames.splice(0, Math.max(0, feed.frames.length - keptFrames)).at(-1);
  if (dropped) feed.base = dropped.seq;
  wake(feed);
}

type Reader = {
  after: (seq: number) => Promise<ProgressFrame[]>;
  end: () => Promise<ProgressFrame | null>;
};

/** How a run ended of which nothing more can be read: its events are pruned, or everybody has them. */
async function endOf(feed: Feed, { after, end }: Reader): Promise<ProgressFrame[]> {
  const last = await end();
  if (last === null) return [];
  // It may have ended since it was last read.
  const missed = await after(feed.base);
  return missed.length > 0 ? missed : [last];
}

/** Reads on until nobody follows or the run is over. A failure reaches every follower, who may join again. */
async function pump(feed: Feed, reader: Reader, pollMs: number) {
  try {
    let hasAsked = false;
    while (feed.followers > 0 && !feed.isOver) {
      const newest = feed.frames.at(-1)?.seq;
      let frames = await reader.after(newest ?? feed.base);
      if (frames.length === 0 && newest === undefined && !hasAsked) {
        hasAsked = true;
        frames = await endOf(feed, reader);
      }
      if (frames.length > 0) take(feed, frames);
      else await sleep(pollMs);
    }
  } catch (error) {
    feed.failure = error;
  }
}

function untilWoken(feed: Feed, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      feed.waiting.delete(goOn);
      signal.removeEventListener("abort", goOn);
      resolve();
    };
    const timer = setTimeout(goOn, Math.max(0, waitMs));
    feed.waiting.add(goOn);
    signal.addEventListener("abort", goOn, { once: true });
  });
}

/** Runs that are being read in this process now. */
export const feedCount = (): number => holder.freshetFeeds?.size ?? 0;

/**
 * Follows a run together with everybody else in this process who does: however many follow, one reader asks the
 * database. Call `leave` when done.
 */
export function joinFeed(
  viewer: Viewer,
  runId: string,
  { after, pollMs, read = readFrames }: Options,
): Follower {
  holder.freshetFeeds ??= new Map();
  const feeds = holder.freshetFeeds;
  const key = `${viewer.workspaceId} ${runId}`;
  const fresh: Feed = {
    frames: [],
    base: after,
    followers: 0,
    waiting: new Set(),
    isOver: false,
    failure: undefined,
  };
  const feed = feeds.get(key) ?? fresh;
  feed.followers += 1;
  if (feed === fresh) {
    feeds.set(key, feed);
    const reader = {
      after: (seq: number) => read(viewer, runId, seq),
      end: () => readEnd(viewer, runId),
    };
    void pump(feed, reader, pollMs).finally(() => {
      feeds.delete(key);
      wake(feed);
    });
  }
  const known = (seq: number) => feed.frames.filter((frame) => frame.seq > seq);
  const next: Follower["next"] = async (seq, waitMs, signal) => {
    // Who comes late, or from further back than what is kept, reads up to it once.
    if (seq < feed.base) {
      const missed = await read(viewer, runId, seq);
      if (missed.length > 0) return missed;
    }
    if (known(seq).length === 0 && feed.failure === undefined && !feed.isOver)
      await untilWoken(feed, waitMs, signal);
    const found = known(seq);
    if (found.length > 0) return found;
    if (feed.failure !== undefined) throw feed.failure;
    return feed.isOver ? null : [];
  };
  return {
    next,
    leave: () => {
      feed.followers -= 1;
    },
  };
}
