import { and, eq, sql as raw } from "drizzle-orm";
import type postgres from "postgres";
import { dailyMetrics } from "@/drizzle/schema";
import { newRunId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { type DailyMetric, measures } from "@/lib/domain/metric";
import { writeMetrics } from "@/lib/sync/write-metrics";
import { store } from "./write-path-rows";

export type Writer = {
  name: string;
  /** How many of the rows it is given: row by row would take minutes. */
  rows: number;
  write: (sql: postgres.Sql, scope: Scope, rows: DailyMetric[]) => Promise<void>;
};

const toStored = (scope: Scope, { externalId, day, ...row }: DailyMetric) => ({
  ...scope,
  ...row,
  entityExternalId: externalId,
  date: day,
});

const ours =
  (isFirstImport: boolean): Writer["write"] =>
  async (_sql, scope, rows) => {
    const at = new Date("2026-06-10T15:00:00Z");
    const lease = { ...scope, runId: newRunId(), fence: 1 };
    const revision = { lease, level: "ad", cause: "growth_or_late", today: "2026-06-10", at } as const;
    for (let start = 0; start < rows.length; start += 1_000)
      await withWorker(scope, (tx) =>
        writeMetrics(tx, { rows: rows.slice(start, start + 1_000), revision, isFirstImport }),
      );
  };

/** The obvious way: read the row, compare, write it when it differs. */
async function rowByRow(_sql: postgres.Sql, scope: Scope, rows: DailyMetric[]): Promise<void> {
  const db = database();
  for (const row of rows) {
    const at = and(
      eq(dailyMetrics.connectionId, scope.connectionId),
      eq(dailyMetrics.level, row.level),
      eq(dailyMetrics.entityExternalId, row.externalId),
      eq(dailyMetrics.date, row.day),
    );
    const [known] = await db.select().from(dailyMetrics).where(at);
    if (!known) await db.insert(dailyMetrics).values(toStored(scope, row));
    else if (measures.some((measure) => known[measure] !== row[measure]))
      await db.update(dailyMetrics).set(toStored(scope, row)).where(at);
  }
}

/** drizzle's own upsert, which writes every row whether it changed or not. */
async function upsertAll(_sql: postgres.Sql, scope: Scope, rows: DailyMetric[]): Promise<void> {
  const set = {
    spendMicros: raw`excluded.spend_micros`,
    revenueMicros: raw`excluded.revenue_micros`,
    impressions: raw`excluded.impressions`,
    clicks: raw`excluded.clicks`,
    visitors: raw`excluded.visitors`,
    conversionsMicros: raw`excluded.conversions_micros`,
    leadsMicros: raw`excluded.leads_micros`,
    installsMicros: raw`excluded.installs_micros`,
    purchasesMicros: raw`excluded.purchases_micros`,
  };
  const target = [
    dailyMetrics.connectionId,
    dailyMetrics.level,
    dailyMetrics.entityExternalId,
    dailyMetrics.date,
  ];
  for (let start = 0; start < rows.length; start += 1_000)
    await database()
      .insert(dailyMetrics)
      .values(rows.slice(start, start + 1_000).map((row) => toStored(scope, row)))
      .onConflictDoUpdate({ target, set });
}

/** The first is the limit the others are measured against. */
export const writers: Writer[] = [
  { name: "COPY into the same table", rows: 20_000, write: store },
  { name: "Freshet, with revisions of what changed", rows: 20_000, write: ours(false) },
  { name: "Freshet, first import", rows: 20_000, write: ours(true) },
  { name: "drizzle values().onConflictDoUpdate()", rows: 20_000, write: upsertAll },
  { name: "drizzle row by row: select, compare, write", rows: 2_000, write: rowByRow },
];
