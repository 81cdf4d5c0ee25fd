import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { hashText } from "./hash";
import { Latency, noLatency } from "./latency";

export const Fault = z.object({
  kind: z.string(),
  /** `GET act_*\/insights`, `act_1*`, `*`; the method may be left out. */
  route: z.string().default("*"),
  /** Data is whatever an account pays for; the door is where codes and tokens are changed. */
  on: z.enum(["everything", "data", "door"]).default("everything"),
  /** Only questions this account pays for. */
  account: z.string().nullable().default(null),
  /** Only the first page of a listing, or only the later ones. */
  page: z.enum(["any", "first", "later"]).default("any"),
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

/** How much of everything there is, by the vendor's own words; null lets each account find its own. */
export const Size = z.record(z.string(), z.number().int().min(1).nullable());
export type Size = z.infer<typeof Size>;

/** What survives a restart. A vendor extends it: `BaseState.extend({ callsPerHour: z.number().default(200) })`. */
export const BaseState = z.object({
  offsetMs: z.number().default(0),
  frozenAt: z.number().nullable().default(null),
  latency: Latency.default(noLatency),
  size: Size.default({}),
  faults: z.array(Fault).default([]),
  /** How often a person took their consent back: tokens from before are dead. */
  revocations: z.record(z.string(), z.number()).default({}),
  usedCodes: z.array(z.string()).default([]),
});
export type BaseState = z.infer<typeof BaseState>;

/** The state a file remembers, or a fresh one. A file we cannot read is an error: it is somebody's. */
export function loadState<S>(schema: z.ZodType<S>, file: string | undefined): S {
  if (!file) return schema.parse({});
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return schema.parse({});
    throw error;
  }
}

/** Written beside and renamed, so a crash never leaves half a file. */
export function saveState(file: string | undefined, state: BaseState): void {
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

/** What a seed stands for whatever the world's size. */
export const worldKey = (seed: string): number => hashText(seed.split("?")[0] ?? seed);

/** A seed may carry the world's size: `demo?accounts=1&campaigns=1000`. */
export function sizeOf<S extends Size>(seed: string, wanted: Size, usual: S): S {
  const params = new URLSearchParams(seed.split("?")[1] ?? "");
  const size: Size = { ...usual };
  for (const name in usual) {
    const asked = Number.parseInt(params.get(name) ?? "", 10);
    size[name] = asked > 0 ? asked : (wanted[name] ?? usual[name] ?? null);
  }
  return size as S;
}
