import { and, eq } from "drizzle-orm";
import { entities, heldDeletions } from "@/drizzle/schema";
import type { Entity, EntityKind } from "@/lib/domain/entity";
import { deleteOrHold } from "../held-deletions";
import { screenEntities } from "../screen-rows";
import { writeEntities } from "../write-entities";
import type { StreamKind } from "./kind";

/** Things the provider lists: what a complete listing no longer shows is marked deleted. */
export const entitiesOf = (kind: EntityKind): StreamKind<Entity> => ({
  isListing: true,
  screen: screenEntities,
  write: (tx, { lease }, rows) => writeEntities(tx, lease, rows),
  finish: (tx, { lease, slice, at }, ids) =>
    deleteOrHold(tx, lease, { accountExternalId: slice.account.externalId, kind, ids }, at),
  remove: async (tx, connectionId) => {
    await tx
      .delete(heldDeletions)
      .where(and(eq(heldDeletions.connectionId, connectionId), eq(heldDeletions.kind, kind)));
    return (
      await tx.delete(entities).where(and(eq(entities.connectionId, connectionId), eq(entities.kind, kind)))
    ).count;
  },
});
