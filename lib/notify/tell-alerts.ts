import "server-only";
import { and, inArray, isNotNull } from "drizzle-orm";
import { alerts } from "@/drizzle/schema";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import type { Tx } from "@/lib/db/transaction";

type Row = typeof alerts.$inferSelect;

/** Alerts of one moment go in one message; more than these in a further one. */
const groupSize = 25;
const maxText = 300;

const describe = (row: Row) => ({
  id: row.id,
  connection_id: row.connectionId,
  kind: row.kind,
  severity: row.severity,
  title: row.title.slice(0, maxText),
  detail: row.detail.slice(0, maxText),
  fix: row.fix?.slice(0, maxText) ?? null,
  opened_at: row.openedAt.toISOString(),
  resolved_at: row.resolvedAt?.toISOString() ?? null,
});

type Type = "alert.opened" | "alert.resolved";

async function tell(tx: Tx, type: Type, rows: Row[], at: Date): Promise<Row[]> {
  const told: Row[] = [];
  for (let from = 0; from < rows.length; from += groupSize) {
    const group = rows.slice(from, from + groupSize);
    const [first] = group;
    if (!first) continue;
    const { workspaceId, id } = first;
    const data = { workspace_id: workspaceId, alerts: group.map(describe) };
    if ((await tellWebhooks(tx, { workspaceId, type, key: `${type}:${id}`, at, data })) > 0)
      told.push(...group);
  }
  return told;
}

/** Hands newly opened alerts to the webhooks that listen, grouped, and notes on each that it was told. */
export async function tellOpened(tx: Tx, rows: Row[], at: Date): Promise<void> {
  const told = await tell(tx, "alert.opened", rows, at);
  if (told.length === 0) return;
  const ids = told.map(({ id }) => id);
  await tx.update(alerts).set({ notifiedAt: at }).where(inArray(alerts.id, ids));
}

/** Tells of the end of alerts whose beginning was told. */
export async function tellResolved(tx: Tx, ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select()
    .from(alerts)
    .where(and(inArray(alerts.id, ids), isNotNull(alerts.notifiedAt)));
  await tell(tx, "alert.resolved", rows, at);
}
