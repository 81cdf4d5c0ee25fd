import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { Level } from "@/lib/domain/metric";

const Instant = z.iso.datetime();

/** What the newest sync that read a stream made of it, all accounts together. */
export const StreamState = z.object({
  stream: z.string(),
  run_id: z.string(),
  status: z.enum(["reading", "read", "partly", "failed"]),
  /** Null while it is being read for the first time. */
  read_at: Instant.nullable(),
  /** When a sync last wrote a row of it; null when none of the syncs still known did. */
  changed_at: Instant.nullable(),
  accounts: z.number().int(),
  from: Day.nullable(),
  to: Day.nullable(),
  calls: z.number().int(),
  fetched: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  quarantined: z.number().int(),
  deleted: z.number().int(),
  /** Rows that are set aside and not resolved, of all syncs. */
  set_aside: z.number().int(),
  /** The newest sync in which one of them came. */
  set_aside_run_id: z.string().nullable(),
  error: z.string().nullable(),
});
export type StreamState = z.infer<typeof StreamState>;

export const StreamStates = z.object({ streams: z.array(StreamState) });
export type StreamStates = z.infer<typeof StreamStates>;

const days = { from: Day.optional(), to: Day.optional() };
const inOrder = ({ from, to }: { from?: string; to?: string }) => !from || !to || from <= to;

export const RestatementsQuery = z
  .object({ ...days, level: Level.default("account") })
  .refine(inOrder, { path: ["from"], message: "must not be after `to`" });
export type RestatementsQuery = z.infer<typeof RestatementsQuery>;

/** Numbers of one day that moved when the day was so many days old. */
export const RestatementCell = z.object({
  day: Day,
  age_days: z.number().int(),
  changes: z.number().int(),
  entities: z.number().int(),
  /** The largest move against the old value, 0.02 for two percent; null where every old value was zero. */
  largest_share: z.number().nullable(),
});
export type RestatementCell = z.infer<typeof RestatementCell>;

export const Restatements = z.object({
  from: z.string(),
  to: z.string(),
  /** Days after which the provider no longer corrects a day. */
  restatement_days: z.number().int(),
  /** Newest day first, then by age; a pair without a cell did not move. */
  cells: z.array(RestatementCell),
});
export type Restatements = z.infer<typeof Restatements>;
