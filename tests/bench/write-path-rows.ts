import type postgres from "postgres";
import { connections } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import type { Scope } from "@/lib/db/write-changed";
import { addDays } from "@/lib/domain/day";
import type { DailyMetric } from "@/lib/domain/metric";

const days = 100;
const firstDay = "2026-03-01";

/** Rows of `count / 100` ads over 100 days; `changed` is the share whose spend and clicks have moved on. */
export function makeRows(count: number, changed = 0): DailyMetric[] {
  return Array.from({ length: count }, (_, index) => {
    const ad = Math.floor(index / days);
    const bump = (index * 7_919) % 10_000 < changed * 10_000 ? 1n : 0n;
    return {
      level: "ad",
      externalId: `120210000000${String(ad).padStart(6, "0")}`,
      accountExternalId: "act_102900000001009",
      day: addDays(firstDay, index % days),
      spendMicros: BigInt(index * 1_337) * 1_000n + bump,
      revenueMicros: BigInt(index * 4_242) * 1_000n,
      impressions: BigInt(index * 31),
      clicks: BigInt(index * 3) + bump,
      visitors: BigInt(index * 2),
      conversionsMicros: BigInt(index) * 10_000n,
      leadsMicros: null,
      installsMicros: 0n,
      purchasesMicros: BigInt(index) * 5_000n,
    };
  });
}

export async function makeConnection(workspaceId: string): Promise<Scope> {
  const connectionId = newId();
  await database()
    .insert(connections)
    .values({ id: connectionId, workspaceId, provider: "meta", name: "Bench", externalUserId: connectionId });
  return { workspaceId, connectionId };
}

const columns = [
  "level",
  "entity_external_id",
  "date",
  "account_external_id",
  "spend_micros",
  "revenue_micros",
  "impressions",
  "clicks",
  "visitors",
  "conversions_micros",
  "leads_micros",
  "installs_micros",
  "purchases_micros",
] as const;

const cellsOf = ({ level, externalId, day, accountExternalId, ...row }: DailyMetric) => [
  ...[level, externalId, day, accountExternalId, row.spendMicros, row.revenueMicros, row.impressions],
  ...[
    row.clicks,
    row.visitors,
    row.conversionsMicros,
    row.leadsMicros,
    row.installsMicros,
    row.purchasesMicros,
  ],
];

/** COPY into the logged table with its primary key: as fast as Postgres takes rows at all. */
export async function store(sql: postgres.Sql, scope: Scope, rows: DailyMetric[]): Promise<void> {
  const stream =
    await sql`copy daily_metrics (connection_id, workspace_id, ${sql.unsafe(columns.join(", "))}) from stdin`.writable();
  const lines = rows.map((row) =>
    [scope.connectionId, scope.workspaceId, ...cellsOf(row)]
      .map((cell) => (cell === null ? "\\N" : String(cell)))
      .join("\t"),
  );
  await new Promise<void>((resolve, reject) => {
    stream.on("error", reject);
    stream.on("finish", () => resolve());
    stream.end(`${lines.join("\n")}\n`);
  });
}
