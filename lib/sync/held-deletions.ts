import { and, eq } from "drizzle-orm";
import { heldDeletions } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { ListedKind } from "@/lib/domain/entity";
import type { Lease } from "./step";
import { type Absent, type Deleted, markAbsentDeleted } from "./write-entities";

type Listing = { accountExternalId: string; kind: ListedKind };

/**
 * Removes what a complete listing no longer shows, or holds it for a person when the listing shrank suspiciously.
 * What a person agreed to is removed, as long as no more is missing than they saw. A plausible listing ends the hold.
 * `remove` is told how many they agreed to.
 */
export async function removeOrHold(
  tx: Tx,
  lease: Lease,
  { accountExternalId, kind, at }: Listing & { at: Date },
  remove: (accepted: number) => Promise<Deleted>,
): Promise<Deleted> {
  const { connectionId, workspaceId, runId } = lease;
  const ofListing = and(
    eq(heldDeletions.connectionId, connectionId),
    eq(heldDeletions.accountExternalId, accountExternalId),
    eq(heldDeletions.kind, kind),
  );
  const [known] = await tx.select({ accepted: heldDeletions.accepted }).from(heldDeletions).where(ofListing);
  const result = await remove(known?.accepted ?? 0);
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

/** Marks entities deleted that a complete listing no longer shows, or holds them. */
export const deleteOrHold = (tx: Tx, lease: Lease, absent: Absent, at: Date): Promise<Deleted> =>
  removeOrHold(tx, lease, { ...absent, at }, (accepted) =>
    markAbsentDeleted(tx, lease, { ...absent, accepted }),
  );
