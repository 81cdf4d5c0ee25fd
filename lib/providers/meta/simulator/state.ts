import * as z from "zod";
import { BaseState } from "../../simulation";

export const Report = z.object({
  id: z.string(),
  account: z.string(),
  /** The one campaign, ad set or ad it is about; null for the whole account. */
  node: z.string().nullable().default(null),
  query: z.string(),
  /** The world's time it was asked at: its rows never change. */
  askedAt: z.number(),
  polls: z.number(),
  reads: z.number(),
});
export type Report = z.infer<typeof Report>;

export const State = BaseState.extend({
  callsPerHour: z.number().min(1).default(200),
  /** Reports and pages above this many rows are refused as too much data. */
  mostRows: z.number().min(1).default(300_000),
  /** The app's own setting "Require App Secret": off, calls without a proof are answered too. */
  requiresProof: z.boolean().default(true),
  reports: z.array(Report).default([]),
  reportCount: z.number().default(0),
});
export type State = z.infer<typeof State>;

export const Limits = z
  .object({ callsPerHour: z.number().min(1), mostRows: z.number().min(1), requiresProof: z.boolean() })
  .partial();
