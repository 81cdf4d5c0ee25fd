import * as z from "zod";
import { LiveFrame } from "@/lib/api/live";

/** Run id -> the last frame a tab has of it. */
export const Wants = z.record(z.string(), z.number().int());
export type Wants = z.infer<typeof Wants>;

/** What the tabs of one browser tell each other; a tab of an older version may say what this one cannot read. */
export const TabMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("want"), tab: z.string(), runs: Wants }),
  z.object({ kind: z.literal("bye"), tab: z.string() }),
  z.object({ kind: z.literal("lead") }),
  z.object({ kind: z.literal("frame"), frame: LiveFrame }),
]);
export type TabMessage = z.infer<typeof TabMessage>;

/** The wants of several tabs as one: for each run the place of whoever is furthest behind. */
export function unionOf(all: Iterable<Wants>): Wants {
  const union: Wants = {};
  for (const wants of all)
    for (const [runId, seq] of Object.entries(wants))
      union[runId] = Math.min(union[runId] ?? Number.POSITIVE_INFINITY, seq);
  return union;
}

/** Whether a stream that stands at `open` already brings all that is wanted. */
export const covers = (open: Wants, wanted: Wants): boolean =>
  Object.entries(wanted).every(([runId, seq]) => (open[runId] ?? Number.POSITIVE_INFINITY) <= seq);
