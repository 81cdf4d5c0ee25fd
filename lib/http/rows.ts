import type * as z from "zod";
import { scrub } from "@/lib/core/scrub";

/** A row that could not be used, and why. `excerpt` is scrubbed and at most 200 characters. */
export type RejectedRow = { naturalKey: string; field: string | null; reason: string; excerpt: string };

export type RawRow = Record<string, unknown>;

const isRecord = (value: unknown): value is RawRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const deepest = 64;
const loneSurrogate = /\p{Surrogate}/u;

/** Why Postgres would refuse a text, or null. */
function poisonIn(text: string): string | null {
  if (text.includes("\u0000")) return "contains NUL";
  return loneSurrogate.test(text) ? "contains half a surrogate pair" : null;
}

/** The first text or key Postgres would refuse, with its path. */
function findPoison(value: unknown, path: string, depth = 0): { field: string; reason: string } | null {
  if (depth > deepest) return { field: path, reason: "nested too deep" };
  if (typeof value === "string") {
    const reason = poisonIn(value);
    return reason ? { field: path, reason } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const field = path ? `${path}.${key}` : key;
    const reason = poisonIn(key);
    const found = reason ? { field, reason } : findPoison(inner, field, depth + 1);
    if (found) return found;
  }
  return null;
}

/** Cut to size first: a cut may halve a pair. */
const tidy = (text: string, length: number) =>
  scrub(text)
    .slice(0, length)
    .replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD");

function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? String(raw);
  } catch {
    // Nested beyond what the stack can follow.
    return "[unreadable]";
  }
}

function reject(raw: unknown, key: string, field: string | null, reason: string): RejectedRow {
  return {
    naturalKey: tidy(key, 500) || "unknown",
    field: field && tidy(field, 200),
    reason: tidy(reason, 200),
    excerpt: tidy(textOf(raw), 200),
  };
}

export type RowsInput<S extends z.ZodType> = {
  schema: S;
  rows: unknown[];
  /** What tells this row from the others, read from the raw row; `unknown` when it cannot be told. */
  naturalKey: (raw: RawRow) => string;
  /** A last look with knowledge of the request: another account's row, a day outside the range. */
  check?: (row: z.output<S>) => { field: string; reason: string } | null;
};

/** The usable rows of a page and the rejected ones; one bad row never costs its neighbours. Never throws. */
export function parseRows<S extends z.ZodType>({ schema, rows, naturalKey, check }: RowsInput<S>) {
  const good: z.output<S>[] = [];
  const rejected: RejectedRow[] = [];
  for (const raw of rows) {
    const key = isRecord(raw) ? naturalKey(raw) : "unknown";
    const poison = findPoison(raw, "");
    const parsed = schema.safeParse(raw);
    if (poison) rejected.push(reject(raw, key, poison.field, poison.reason));
    else if (!parsed.success) {
      const issue = parsed.error.issues[0];
      rejected.push(reject(raw, key, issue?.path.join(".") || null, issue?.message ?? "not readable"));
    } else {
      const problem = check?.(parsed.data);
      if (problem) rejected.push(reject(raw, key, problem.field, problem.reason));
      else good.push(parsed.data);
    }
  }
  return { rows: good, rejected };
}

/** Values of a raw row joined into a key: `key("id")`, `key("date_start", "ad_id")`. */
export const keyOf =
  (...fields: string[]) =>
  (raw: RawRow) =>
    fields
      .map((field) => (["string", "number"].includes(typeof raw[field]) ? String(raw[field]) : "?"))
      .join(":");
