import * as z from "zod";
import { hashText, roll } from "./hash";

const ms = z.number().min(0).max(600_000);

/** How long an answer takes before it starts. */
export const Latency = z.discriminatedUnion("profile", [
  z.object({ profile: z.literal("fixed"), ms }),
  z.object({ profile: z.literal("jitter"), fromMs: ms, toMs: ms }),
  /** Half of the answers within `medianMs`, the rest up to `p99Ms`; one in a hundred takes `worstMs`. */
  z.object({ profile: z.literal("slow tail"), medianMs: ms, p99Ms: ms, worstMs: ms }),
]);
export type Latency = z.infer<typeof Latency>;

export const noLatency: Latency = { profile: "fixed", ms: 0 };

/** The wait of the `count`th answer: the same for the same seed. */
export function waitMs(latency: Latency, seed: string, count: number): number {
  if (latency.profile === "fixed") return latency.ms;
  const share = roll(hashText(`latency ${seed}`), count);
  if (latency.profile === "jitter") return latency.fromMs + share * (latency.toMs - latency.fromMs);
  const { medianMs, p99Ms, worstMs } = latency;
  if (share >= 0.99) return worstMs;
  if (share < 0.5) return medianMs * (0.5 + share);
  return medianMs * (p99Ms / Math.max(medianMs, 1)) ** ((share - 0.5) / 0.49);
}
