import type { QueueItem } from "./store/rows";

/**
 * Who holds which concurrency slot: the calls under way in this process. There is one server per schema, so nobody else
 * holds any, and a restart starts from nothing.
 */
export class Slots {
  private readonly held = new Map<string, number>();
  private readonly full = new Set<string>();

  listFull(): string[] {
    return [...this.full];
  }

  /** Takes all slots of the item or none. */
  take({ slots, slot_limits }: QueueItem): boolean {
    const limits = slots.map((slot, index) => ({ slot, limit: slot_limits[index] ?? 1 }));
    const blocker = limits.find(({ slot, limit }) => (this.held.get(slot) ?? 0) >= limit);
    if (blocker) {
      this.full.add(blocker.slot);
      return false;
    }
    for (const { slot, limit } of limits) {
      const count = (this.held.get(slot) ?? 0) + 1;
      this.held.set(slot, count);
      if (count >= limit) this.full.add(slot);
    }
    return true;
  }

  release({ slots }: QueueItem): void {
    for (const slot of slots) {
      const count = (this.held.get(slot) ?? 1) - 1;
      if (count > 0) this.held.set(slot, count);
      else this.held.delete(slot);
      this.full.delete(slot);
    }
  }
}
