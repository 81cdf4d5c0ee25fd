import { and, eq, isNull, sql } from "drizzle-orm";
import { quarantine } from "@/drizzle/schema";
import { toStorable } from "@/lib/core/text";
import type { Tx } from "@/lib/db/transaction";
import type { Rejection } from "@/lib/providers/contract";
import type { Lease } from "./step";

/** Keeps rejected rows with their reason; a row seen before is seen again, not added. */
export async function quarantineRows(
  tx: Tx,
  lease: Lease,
  stream: string,
  rejected: Rejection[],
  at: Date,
): Promise<void> {
  const unique = new Map(rejected.map((row) => [row.naturalKey.slice(0, 512), row]));
  if (unique.size === 0) return;
  const { connectionId, workspaceId, runId } = lease;
  await tx
    .insert(quarantine)
    .values(
      [...unique].map(([naturalKey, { field, reason, excerpt }]) => {
        return {
          connectionId,
          workspaceId,
          runId,
          stream,
          naturalKey: toStorable(naturalKey),
          field,
          reason,
          excerpt: toStorable(excerpt),
          firstSeenAt: at,
          lastSeenAt: at,
        };
      }),
    )
    .onConflictDoUpdate({
      target: [quarantine.connectionId, quarantine.stream, quarantine.naturalKey],
      set: {
        lastSeenAt: at,
        runId,
        reason: sql`excluded.reason`,
        field: sql`excluded.field`,
        excerpt: sql`excluded.excerpt`,
        resolvedAt: null,
      },
    });
}

/** A complete answer without rejections resolves what was set aside from that stream before. */
export async function resolveQuarantine(
  tx: Tx,
  { connectionId }: Lease,
  stream: string,
  at: Date,
): Promise<void> {
  await tx
    .update(quarantine)
    .set({ resolvedAt: at })
    .where(
      and(
        eq(quarantine.connectionId, connectionId),
        eq(quarantine.stream, stream),
        isNull(quarantine.resolvedAt),
      ),
    );
}
