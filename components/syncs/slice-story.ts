import type { ProgressFrame, SyncSlice } from "@/lib/api/sync";

export type Wait = { fromMs: number; toMs: number };
/** One attempt that did not get through, and what was said of it. */
export type Setback = { seq: number; at: string; words: string };
export type Story = { waits: Wait[]; setbacks: Setback[] };

const isQuota = ({ code }: ProgressFrame) => code?.startsWith("rate_limited") === true;

/** From the run's events: when a slice waited for a quota, and every attempt that failed. */
export function storyOf(slice: SyncSlice, events: ProgressFrame[]): Story {
  const own = events.filter((frame) => frame.slice === Number(slice.id));
  const waits = own.filter(isQuota).flatMap((frame, index, all) => {
    if (frame.waiting_until === null) return [];
    const fromMs = Date.parse(frame.at);
    const next = own.find(({ seq }) => seq > frame.seq);
    const ends = [Date.parse(frame.waiting_until), ...(next ? [Date.parse(next.at)] : [])];
    const isLast = index === all.length - 1;
    return [
      { fromMs, toMs: isLast && slice.waiting_until ? Date.parse(slice.waiting_until) : Math.min(...ends) },
    ];
  });
  const setbacks = own
    .filter(({ code }) => code !== undefined)
    .map(({ seq, at, detail }) => ({ seq, at, words: detail }));
  return { waits, setbacks };
}
