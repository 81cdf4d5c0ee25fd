import { eq } from "drizzle-orm";
import { dailyMetrics, demographics, entities } from "@/drizzle/schema";
import type { Snapshot, SnapshotMetric } from "@/lib/api/snapshot";
import { measures } from "@/lib/domain/metric";
import { toMicros } from "@/lib/domain/money";
import type { SyncWorld } from "./sync-world";

export const micros = (value: string | null) => (value === null ? null : toMicros(value));
const whole = (value: number | string | null) => (value === null ? null : BigInt(value));
/** A snapshot's numbers as the database keeps them. */
const toStored = (row: Omit<SnapshotMetric, "entity_id" | "day">) => ({
  spendMicros: micros(row.spend),
  revenueMicros: micros(row.revenue),
  impressions: whole(row.impressions),
  clicks: whole(row.clicks),
  visitors: whole(row.visitors),
  conversionsMicros: micros(row.conversions),
  leadsMicros: micros(row.leads),
  installsMicros: micros(row.installs),
  purchasesMicros: micros(row.purchases),
});
const textOf = (row: object) =>
  measures.map((measure) => String((row as Record<string, unknown>)[measure] ?? null)).join(" ");

/** What a connection has stored, as sorted lines. */
export async function storedTables({ connectionId, read }: SyncWorld) {
  const metrics = await read((tx) =>
    tx.select().from(dailyMetrics).where(eq(dailyMetrics.connectionId, connectionId)),
  );
  const things = await read((tx) =>
    tx.select().from(entities).where(eq(entities.connectionId, connectionId)),
  );
  const audience = await read((tx) =>
    tx.select().from(demographics).where(eq(demographics.connectionId, connectionId)),
  );
  return {
    metrics: metrics
      .map(
        (row) => `${row.accountExternalId} ${row.level} ${row.entityExternalId} ${row.date} ${textOf(row)}`,
      )
      .sort(),
    entities: things
      .map((row) =>
        JSON.stringify([
          row.accountExternalId,
          row.kind,
          row.externalId,
          row.parentExternalId,
          row.name,
          row.status,
          row.attributes,
          row.deletedAt,
        ]),
      )
      .sort(),
    audience: audience
      .map(
        (row) =>
          `${row.accountExternalId} ${row.dimension} ${row.value} ${row.fromDay} ${row.toDay} ${textOf(row)}`,
      )
      .sort(),
  };
}

/** What a snapshot holds, as the same lines. */
export function tablesOf(snapshot: Snapshot) {
  const levels = ["account", "campaign", "adset", "ad"] as const;
  const kinds = { campaign: "campaigns", adset: "adsets", ad: "ads", creative: "creatives" } as const;
  return {
    metrics: snapshot.accounts
      .flatMap((account) =>
        levels.flatMap((level) =>
          account[`${level}_metrics`].map(
            (row) => `${account.external_id} ${level} ${row.entity_id} ${row.day} ${textOf(toStored(row))}`,
          ),
        ),
      )
      .sort(),
    entities: snapshot.accounts
      .flatMap((account) =>
        Object.entries(kinds).flatMap(([kind, list]) =>
          account[list].map((row) =>
            JSON.stringify([
              account.external_id,
              kind,
              row.external_id,
              row.parent_external_id,
              row.name,
              row.status,
              row.attributes,
              row.deleted_at,
            ]),
          ),
        ),
      )
      .sort(),
    audience: snapshot.accounts
      .flatMap((account) =>
        account.demographics.map(
          (row) =>
            `${account.external_id} ${row.dimension} ${row.value} ${row.from} ${row.to} ${textOf(toStored(row))}`,
        ),
      )
      .sort(),
  };
}
