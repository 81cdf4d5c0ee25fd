import type { Engine } from "./engine";
import { nameError } from "./log";
import { perform } from "./perform";
import { Slots } from "./slots";
import { findDue, findNextDueMs, lease } from "./store/queue";
import type { QueueItem } from "./store/rows";

const batch = 64;
/** As many as one app process answers well; the rest waits here, in order, instead of in there. */
const maxCalls = 24;
const backstopMs = 1_000;

/** Takes due items off the queue: woken by every change, by the next due time, and once a second in any case. */
export class Worker {
  private readonly slots = new Slots();
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private events: Promise<void> = Promise.resolve();
  private calls = 0;
  private timer: NodeJS.Timeout | undefined;
  private isRound = false;
  private isWoken = false;

  constructor(private readonly engine: Engine) {}

  wake(): void {
    this.isWoken = true;
    if (this.isRound || this.stopping.signal.aborted) return;
    this.isRound = true;
    clearTimeout(this.timer);
    void this.round();
  }

  /** Drops calls under way, as a crash would; the next start sends them again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    while (this.isRound || this.underWay.size > 0) {
      await Promise.allSettled(this.underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  private async round(): Promise<void> {
    let nextMs = backstopMs;
    try {
      while (this.isWoken && !this.stopping.signal.aborted) {
        this.isWoken = false;
        const found = await this.takeDue();
        if (found > 0) this.isWoken = true;
      }
      const nowMs = this.engine.now();
      const dueMs = this.stopping.signal.aborted ? null : await findNextDueMs(this.engine.sql, nowMs);
      nextMs = dueMs === null ? backstopMs : Math.min(backstopMs, Math.max(dueMs - this.engine.now(), 0));
    } catch (error) {
      this.engine.log("the queue could not be read", { error: nameError(error) });
    }
    this.isRound = false;
    if (this.isWoken) return this.wake();
    if (!this.stopping.signal.aborted) this.timer = setTimeout(() => this.wake(), nextMs);
  }

  private async takeDue(): Promise<number> {
    const nowMs = this.engine.now();
    const mayCall = this.calls < maxCalls;
    const due = await findDue(this.engine.sql, {
      nowMs,
      fullSlots: this.slots.listFull(),
      mayCall,
      limit: batch,
    });
    const chosen = due.filter((item) => this.slots.take(item));
    const leased = await this.lease(chosen);
    for (const item of leased) this.start(item);
    return due.length;
  }

  /** The items we got; the slots of the others are free again. */
  private async lease(chosen: QueueItem[]): Promise<QueueItem[]> {
    if (chosen.length === 0) return [];
    const ids = chosen.map((item) => item.id);
    const leased = await lease(this.engine.sql, ids, this.engine.instanceId).catch((error: unknown) => {
      for (const item of chosen) this.slots.release(item);
      throw error;
    });
    const byId = new Map(leased.map((item) => [item.id, item]));
    for (const item of chosen) if (!byId.has(item.id)) this.slots.release(item);
    return ids.map((id) => byId.get(id)).filter((item) => item !== undefined);
  }

  /** Events take effect one after the other, in the order in which they came. */
  private start(item: QueueItem): void {
    const run = () => perform(this.engine, item, this.stopping.signal);
    const work = item.kind === "event" ? this.events.then(run) : run();
    if (item.kind === "event") this.events = work;
    if (item.kind === "call") this.calls++;
    const tracked = work.finally(() => {
      if (item.kind === "call") this.calls--;
      this.slots.release(item);
      this.underWay.delete(tracked);
      this.wake();
    });
    this.underWay.add(tracked);
  }
}
