import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { quarantine } from "@/drizzle/schema";
import { toStorable } from "@/lib/core/text";
import type { Tx } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";
import type { Rejection } from "@/lib/providers/contract";
import type { Landing } from "./streams/kind";

type Asked = Pick<Landing, "lease" | "slice" | "at">;

/** The day a row is of, where its key tells it; else the days that were asked for, of which it is some part. */
function daysOf(naturalKey: string, { from, to }: Asked["slice"]): DayRange {
  const told = new Set(naturalKey.match(/\d{4}-\d{2}-\d{2}/g));
  const [day] = told;
  return told.size === 1 && day && day >= from && day <= to ? { from: day, to: day } : { from, to };
}

/** Keeps rejected rows with their reason; a row seen before is seen again, not added. */
export async function quarantineRows(
  tx: Tx,
  { lease: { connectionId, workspaceId, runId }, slice, at }: Asked,
  rejected: Rejection[],
): Promise<void> {
  const unique = new Map(rejected.map((row) => [row.naturalKey.slice(0, 512), row]));
  if (unique.size === 0) return;
  const where = { stream: slice.stream, accountExternalId: slice.account.externalId };
  await tx
    .insert(quarantine)
    .values(
      [...unique].map(([naturalKey, { field, reason, excerpt }]) => ({
        ...{
          connectionId,
          workspaceId,
          runId,
          ...where,
          fromDay: daysOf(naturalKey, slice).from,
          toDay: daysOf(naturalKey, slice).to,
          field,
          reason,
        },
        naturalKey: toStorable(naturalKey),
        excerpt: toStorable(excerpt),
        firstSeenAt: at,
        lastSeenAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: [quarantine.connectionId, quarantine.stream, quarantine.naturalKey],
      set: {
        lastSeenAt: at,
        runId,
        accountExternalId: sql`excluded.account_external_id`,
        fromDay: sql`excluded.from_day`,
        toDay: sql`excluded.to_day`,
        reason: sql`excluded.reason`,
        field: sql`excluded.field`,
        excerpt: sql`excluded.excerpt`,
        resolvedAt: null,
      },
    });
}

/**
 * Once all of a slice was read: what was set aside of the same account and days before, and did not come again, is
 * resolved. `ofDays` is false where an answer tells all there is, whatever days it was asked for.
 */
export async function resolveQuarantine(
  tx: Tx,
  { lease: { connectionId, runId }, slice, at }: Asked,
  ofDays: boolean,
): Promise<void> {
  const { account, from, to } = slice;
  const isWithin = sql`coalesce(${quarantine.fromDay} >= ${from} and ${quarantine.toDay} <= ${to}, true)`;
  await tx
    .update(quarantine)
    .set({ resolvedAt: at })
    .where(
      and(
        eq(quarantine.connectionId, connectionId),
        eq(quarantine.stream, slice.stream),
        isNull(quarantine.resolvedAt),
        ne(quarantine.runId, runId),
        sql`coalesce(${quarantine.accountExternalId}, ${account.externalId}) = ${account.externalId}`,
        ofDays ? isWithin : undefined,
      ),
    );
}
