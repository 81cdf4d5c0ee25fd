import * as z from "zod";
import { BaseState } from "../../simulation";

const Quotas = z.object({
  /** Operations of the whole project in any 24 hours: 15,000 with Basic access. */
  operationsPerDay: z.number().int().min(1),
  /** The bucket of each customer: it holds `burst` questions and fills by `queriesPerSecond`. */
  queriesPerSecond: z.number().positive(),
  burst: z.number().int().min(1),
  /** Google's pages hold 10,000 rows; a test may want more pages. */
  rowsPerPage: z.number().int().min(1),
});

export const State = BaseState.extend({
  operationsPerDay: Quotas.shape.operationsPerDay.default(15_000),
  queriesPerSecond: Quotas.shape.queriesPerSecond.default(10),
  burst: Quotas.shape.burst.default(200),
  rowsPerPage: Quotas.shape.rowsPerPage.default(10_000),
  /** When the operations of the last 24 hours were made, oldest first. */
  operations: z.array(z.number()).default([]),
  buckets: z.record(z.string(), z.object({ at: z.number(), left: z.number() })).default({}),
});
export type State = z.infer<typeof State>;

export const Limits = Quotas.partial();
