import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

export const Fault = z.object({
  /** `GET act_*\/insights`, `act_1*`, `*`; the method may be left out. */
  route: z.string().default("*"),
  kind: z.string(),
  /** How often it strikes; unset is without end. */
  times: z.number().int().min(1).nullable().default(null),
  /** How many matching requests pass before it strikes. */
  skip: z.number().int().min(0).default(0),
  probability: z.number().min(0).max(1).default(1),
  seed: z.string().default("fault"),
  params: z.record(z.string(), z.unknown()).default({}),
  seen: z.number().default(0),
  struck: z.number().default(0),
});
export type Fault = z.infer<typeof Fault>;

export const Report = z.object({
  id: z.string(),
  account: z.string(),
  query: z.string(),
  /** The world's time it was asked at: its rows never change. */
  askedAt: z.number(),
  polls: z.number(),
  reads: z.number(),
});
export type Report = z.infer<typeof Report>;

const count = z.number().int().min(1).nullable();

export const Size = z
  .object({ accounts: z.number().int().min(1).max(99), campaigns: count, adsets: count, ads: count })
  .partial();

export const State = z.object({
  offsetMs: z.number().default(0),
  frozenAt: z.number().nullable().default(null),
  callsPerHour: z.number().min(1).default(200),
  latencyMs: z.number().min(0).default(0),
  /** Reports and pages above this many rows are refused as too much data. */
  mostRows: z.number().min(1).default(300_000),
  size: Size.default({}),
  faults: z.array(Fault).default([]),
  /** How often a person took their consent back: tokens from before are dead. */
  revocations: z.record(z.string(), z.number()).default({}),
  usedCodes: z.array(z.string()).default([]),
  reports: z.array(Report).default([]),
  reportCount: z.number().default(0),
});
export type State = z.infer<typeof State>;

/** The state a file remembers, or a fresh one. A file we cannot read is an error: it is somebody's. */
export function loadState(file: string | undefined): State {
  if (!file) return State.parse({});
  try {
    return State.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return State.parse({});
    throw error;
  }
}

/** Written beside and renamed, so a crash never leaves half a file. */
export function saveState(file: string | undefined, state: State): void {
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
