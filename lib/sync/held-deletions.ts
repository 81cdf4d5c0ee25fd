import { and, eq } from "drizzle-orm";
import { heldDeletions } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { Lease } from "./step";
import { type Absent, type Deleted, markAbsentDeleted } from "./write-entities";

/**
 * Deletes what a complete listing no longer shows, or holds it for a person when the listing shrank suspiciously.
 * What a person agreed to is deleted, as long as no more is missing than they saw. A plausible listing ends the hold.
 */
export async function deleteOrHold(tx: Tx, lease: Lease, absent: Absent, at: Date): Promise<Deleted> {
  const { connectionId, workspaceId, runId } = lease;
  const { accountExternalId, kind } = absent;
  const ofListing = and(
    eq(heldDeletions.connectionId, connectionId),
    eq(heldDeletions.accountExternalId, accountExternalId),
    eq(heldDeletions.kind, kind),
  );
  const [known] = await tx.select({ accepted: heldDeletions.accepted }).from(heldDeletions).where(ofListing);
  const result = await markAbsentDeleted(tx, lease, { ...absent, accepted: known?.accepted ?? 0 });
  if (result.held > 0) {
    const seen = { missing: result.held, runId, lastSeenAt: at };
    await tx
      .insert(heldDeletions)
      .values({ connectionId, workspaceId, accountExternalId, kind, heldSince: at, ...seen })
      .onConflictDoUpdate({
        target: [heldDeletions.connectionId, heldDeletions.accountExternalId, heldDeletions.kind],
        // More is missing than somebody agreed to: the question is a new one.
        set: { ...seen, accepted: 0, acceptedBy: null },
      });
  } else if (known) await tx.delete(heldDeletions).where(ofListing);
  return result;
}
