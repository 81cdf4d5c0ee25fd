import type * as z from "zod";
import { scrub } from "@/lib/core/scrub";
import { Entity } from "@/lib/domain/entity";
import { DailyMetric, DemographicMetric } from "@/lib/domain/metric";
import type { Rejection } from "@/lib/providers/contract";

export type Screened<Row> = { rows: Row[]; rejected: Rejection[]; duplicates: number; keys: string[] };

function textOf(row: unknown): string {
  try {
    return (
      JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? ""
    );
  } catch {
    // Nested beyond what the stack can follow, or in a circle.
    return "[unreadable]";
  }
}

const excerptOf = (row: unknown) => scrub(textOf(row)).slice(0, 200);

/** Rows of a page that may be stored, deduplicated by key (the last one counts), and those that may not, with why. */
export function screen<Row extends { accountExternalId: string }>(
  schema: z.ZodType<Row>,
  raw: unknown[],
  { account, keyOf }: { account: string; keyOf: (row: Row) => string },
): Screened<Row> {
  const byKey = new Map<string, Row>();
  const rejected: Rejection[] = [];
  for (const candidate of raw) {
    const result = schema.safeParse(candidate);
    if (!result.success) {
      const [issue] = result.error.issues;
      const field = issue?.path.join(".") || null;
      rejected.push({
        naturalKey: excerptOf(candidate),
        field,
        reason: issue?.message ?? "invalid",
        excerpt: excerptOf(candidate),
      });
    } else if (result.data.accountExternalId !== account) {
      const reason = "belongs to an account that was not asked for";
      rejected.push({
        naturalKey: keyOf(result.data),
        field: "accountExternalId",
        reason,
        excerpt: excerptOf(candidate),
      });
    } else byKey.set(keyOf(result.data), result.data);
  }
  const rows = [...byKey.values()];
  return { rows, rejected, duplicates: raw.length - rows.length - rejected.length, keys: [...byKey.keys()] };
}

const metricKey = ({ externalId, day }: { externalId: string; day: string }) => `${externalId}|${day}`;

export const screenMetrics = (raw: unknown[], account: string) =>
  screen(DailyMetric, raw, { account, keyOf: metricKey });
export const screenEntities = (raw: unknown[], account: string) =>
  screen(Entity, raw, { account, keyOf: ({ externalId }) => externalId });
export const screenDemographics = (raw: unknown[], account: string) =>
  screen(DemographicMetric, raw, { account, keyOf: ({ dimension, value }) => `${dimension}|${value}` });
