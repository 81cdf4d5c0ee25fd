import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { ListedKind } from "@/lib/domain/entity";
import { RunMode } from "@/lib/domain/run-status";
import { RangeStream, SourceStream } from "@/lib/domain/stream";

const inOrder = ({ from, to }: { from?: string; to?: string }) => !from || !to || from <= to;
const order = { path: ["to"], message: "must not be before `from`" };

/** POST /api/connections/{id}/backfill: reads these days again, both included. */
export const BackfillRequest = z
  .object({ from: Day, to: Day, streams: z.array(RangeStream).min(1).optional() })
  .refine(inOrder, order);
export type BackfillRequest = z.infer<typeof BackfillRequest>;

/** POST /api/connections/{id}/plan: what a sync, or with days a backfill, would read. */
export const PlanRequest = z
  .object({
    mode: RunMode.default("incremental"),
    from: Day.optional(),
    to: Day.optional(),
    streams: z.array(RangeStream).min(1).optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ["to"],
    message: "goes with `from`",
  })
  .refine(inOrder, order);
export type PlanRequest = z.infer<typeof PlanRequest>;

export const PreviewSlice = z.object({
  stream: z.string(),
  lane: z.string(),
  phase: z.string(),
  account_external_id: z.string(),
  from: Day,
  to: Day,
  calls: z.number().int(),
  /** `measured` by earlier syncs of the connection, or `assumed`. */
  basis: z.enum(["measured", "assumed"]),
});
export type PreviewSlice = z.infer<typeof PreviewSlice>;

export const PreviewAccount = z.object({
  external_id: z.string(),
  name: z.string(),
  slices: z.number().int(),
  calls: z.number().int(),
  used: z.number(),
  limit: z.number(),
  /** Calls left in this hour; 0 while the provider has asked us to wait. */
  remaining: z.number(),
  suspended_until: z.iso.datetime().nullable(),
  /** False: the sync will wait for the allowance to renew. */
  fits: z.boolean(),
});
export type PreviewAccount = z.infer<typeof PreviewAccount>;

export const PlanPreview = z.object({
  mode: RunMode,
  from: Day.nullable(),
  to: Day.nullable(),
  lanes: z.array(z.string()),
  slices: z.array(PreviewSlice),
  accounts: z.array(PreviewAccount),
  calls: z.number().int(),
  fits: z.boolean(),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

export const ResettableStream = SourceStream;
export const ResetRequest = z.object({ stream: ResettableStream });
export const ResetResponse = z.object({
  job_id: z.string(),
  status: z.enum(["queued", "running"]),
  stream: ResettableStream,
  rows_removed: z.number().int(),
});

/** Deletions held because a listing shrank suspiciously. */
export const HeldDeletion = z.object({
  account_external_id: z.string(),
  kind: ListedKind,
  missing: z.number().int(),
  since: z.iso.datetime(),
  /** Somebody agreed: the next complete listing deletes them. */
  accepted: z.boolean(),
});
export type HeldDeletion = z.infer<typeof HeldDeletion>;

/** Without fields: all that is held on the connection. */
export const AcceptShrinkRequest = z.object({
  account_external_id: z.string().optional(),
  kind: ListedKind.optional(),
});
export const AcceptShrinkResponse = z.object({ held_deletions: z.array(HeldDeletion) });
