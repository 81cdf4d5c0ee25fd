import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { Finality } from "@/lib/domain/finality";
import { Level } from "@/lib/domain/metric";

/** Money as decimal strings in the account's currency; counts as numbers. Null: not reported. */
export const Numbers = z.object({
  spend: z.string().nullable(),
  revenue: z.string().nullable(),
  profit: z.string().nullable(),
  impressions: z.number().nullable(),
  clicks: z.number().nullable(),
  visitors: z.number().nullable(),
  conversions: z.number().nullable(),
  leads: z.number().nullable(),
  installs: z.number().nullable(),
  purchases: z.number().nullable(),
});
export type Numbers = z.infer<typeof Numbers>;

export const MetricsQuery = z
  .object({
    connectionId: z.string().optional(),
    level: Level.default("account"),
    entityId: z.string().optional(),
    parentId: z
      .string()
      .optional()
      .describe(
        "Only what is part of this entity: the ad sets of a campaign, the ads of an ad set. Needs `connectionId`. Grouped by entity, those without numbers in the days are rows too.",
      ),
    from: Day.optional(),
    to: Day.optional(),
    groupBy: z.enum(["day", "entity", "entity_day"]).default("day"),
    /** Rows of a page when grouped by entity, 5,000 when left out; days always fit one answer. */
    limit: z.coerce.number().int().min(1).max(20_000).optional(),
    cursor: z.string().optional(),
  })
  .refine(({ parentId, connectionId }) => !parentId || connectionId, {
    path: ["connectionId"],
    message: "is needed with `parentId`: an id is its connection's own",
  });
export type MetricsQuery = z.infer<typeof MetricsQuery>;

export const MetricRow = Numbers.extend({
  day: z.string().nullable(),
  entity_id: z.string().nullable(),
  entity_name: z.string().nullable(),
  provider: z.string(),
  /** Whose the entity is; null in a row that spans entities. */
  connection_id: z.string().nullable(),
  account_id: z.string().nullable(),
  account_name: z.string().nullable(),
  timezone: z.string().nullable(),
  /** What it is part of: an ad's ad set, an ad set's campaign. */
  parent_name: z.string().nullable(),
  /** In the provider's words; `DELETED` once a complete listing no longer shows it. */
  entity_status: z.string().nullable(),
  /** How many ad sets a campaign has, or ads an ad set; null where there is no level below. */
  children: z.number().nullable(),
  /** Rows are never summed across currencies. */
  currency: z.string(),
  /** Of the day, the least certain account's; null in a row that spans days. */
  finality: Finality.nullable(),
});
export type MetricRow = z.infer<typeof MetricRow>;

/** What holds the rows of a `parentId`. */
export const MetricParent = z.object({ level: Level, entity_id: z.string(), entity_name: z.string() });
export type MetricParent = z.infer<typeof MetricParent>;

export const MetricsResponse = z.object({
  from: z.string(),
  to: z.string(),
  timezones: z.array(z.string()),
  currencies: z.array(z.string()),
  /** From the top down to the parent that was asked for; empty without one. */
  parents: z.array(MetricParent),
  rows: z.array(MetricRow),
  nextCursor: z.string().nullable(),
});
export type MetricsResponse = z.infer<typeof MetricsResponse>;

export const Change = z.object({
  id: z.string(),
  connection_id: z.string(),
  connection_name: z.string(),
  level: Level,
  entity_id: z.string(),
  entity_name: z.string(),
  day: z.string(),
  metric: z.string(),
  currency: z.string().nullable(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  cause: z.string(),
  run_id: z.string(),
  observed_at: z.iso.datetime(),
});
export type Change = z.infer<typeof Change>;

export const ChangesResponse = z.object({ changes: z.array(Change), nextCursor: z.string().nullable() });
export type ChangesResponse = z.infer<typeof ChangesResponse>;

export const Health = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  database: z.object({ ok: z.boolean(), milliseconds: z.number().nullable() }),
  inngest: z.object({
    reachable: z.boolean(),
    /** Does it know every function of ours? Null where it does not say. */
    registered: z.boolean().nullable(),
  }),
  progress: z.enum(["listen", "poll"]),
});
export type Health = z.infer<typeof Health>;

export const ChangesQuery = z.object({
  connectionId: z.string().optional(),
  level: Level.optional(),
  entityId: z.string().optional(),
  day: Day.optional(),
  metric: z.string().max(40).optional(),
  /** Only changes of accounts in this currency. */
  currency: z.string().length(3).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;
