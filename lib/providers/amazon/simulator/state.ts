import * as z from "zod";
import { BaseState } from "../../simulation";

const Bucket = z.object({ tokens: z.number(), at: z.number() });

export const Report = z.object({
  id: z.string(),
  type: z.string(),
  marketplaceId: z.string(),
  options: z.record(z.string(), z.string()),
  /** Milliseconds; null for reports of the present. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  createdAt: z.number(),
  /** How often somebody asked: in a world that stands still reports get ready by that. */
  polls: z.number().default(0),
  outcome: z.enum(["DONE", "CANCELLED", "FATAL"]).optional(),
  /** What a report that was given up says of it. */
  says: z.string().optional(),
});
export type Report = z.infer<typeof Report>;

/** Stock that somebody put there with the sandbox's own operations. */
const Item = z.object({
  sellerSku: z.string(),
  marketplaceId: z.string(),
  productName: z.string(),
  quantity: z.number().int().min(0),
});
export type Item = z.infer<typeof Item>;

export const State = BaseState.extend({
  /** Buckets of each operation and seller; absent means full. */
  buckets: z.record(z.string(), Bucket).default({}),
  /** Buckets fill this many times as fast as in the usual plan, and hold as many times as much. */
  rateFactor: z.number().min(0.001).default(1),
  reports: z.array(Report).default([]),
  items: z.array(Item).default([]),
  addedStock: z.array(z.string()).default([]),
  /** A folder of published cases, answered from first. */
  cases: z.string().nullable().default(null),
});
export type State = z.infer<typeof State>;

export const Limits = z.object({ rateFactor: z.number().min(0.001), cases: z.string().nullable() }).partial();
