import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { Level } from "@/lib/domain/metric";

/** Numbers whose changes are kept; profit follows from two of them. */
export const RevisedMetric = z.enum([
  "spend",
  "revenue",
  "impressions",
  "clicks",
  "visitors",
  "conversions",
  "leads",
  "installs",
  "purchases",
]);
export type RevisedMetric = z.infer<typeof RevisedMetric>;

export const RevisionsQuery = z.object({
  connectionId: z.string(),
  level: Level.optional(),
  entityId: z.string().optional(),
  day: Day.optional(),
  /** Days from and to, both included; `day` is one of them. */
  from: Day.optional(),
  to: Day.optional(),
  metric: RevisedMetric.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RevisionsQuery = z.infer<typeof RevisionsQuery>;

export const Revision = z.object({
  /** Null for a value that came with the account's first import, which is not recorded cell by cell. */
  id: z.string().nullable(),
  connection_id: z.string(),
  level: Level,
  entity_id: z.string(),
  entity_name: z.string(),
  day: z.string(),
  metric: z.string(),
  currency: z.string().nullable(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  /** `first_import`, `intraday_growth`, `late_attribution`, `restatement`, `deletion`, `backfill` or `unknown`. */
  cause: z.string(),
  /** Account days between the day and when it was seen. */
  age_days: z.number().int().nullable(),
  run_id: z.string().nullable(),
  observed_at: z.iso.datetime().nullable(),
});
export type Revision = z.infer<typeof Revision>;

export const RevisionsResponse = z.object({
  revisions: z.array(Revision),
  nextCursor: z.string().nullable(),
});
export type RevisionsResponse = z.infer<typeof RevisionsResponse>;
