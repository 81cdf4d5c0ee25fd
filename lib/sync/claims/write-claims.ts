import { and, eq, inArray, sql } from "drizzle-orm";
import { claims } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import { type WriteSpec, type Written, writeChanged } from "@/lib/db/write-changed";
import type { Claim } from "@/lib/domain/claim";
import type { Lease } from "../step";
import { storableJson } from "../write-entities";

const spec: WriteSpec = {
  table: claims,
  keys: ["accountExternalId", "externalId"],
  compared: [
    "kind",
    "rule",
    "orderExternalId",
    "shipmentId",
    "sku",
    "fnsku",
    "quantity",
    "currency",
    "amountMicros",
    "confidence",
    "occurredAt",
    "deadline",
    "status",
    "evidence",
  ],
  carried: [],
};

export type ClaimsWritten = { written: Written; found: number; resolved: number };

/**
 * Stores what the given rules found of an account: new and changed claims alone. A claim they no longer see is
 * resolved; one that was too late when it was first seen is not told of at all. `found` are new ones and those that
 * came back.
 */
export async function writeClaims(
  tx: Tx,
  lease: Lease,
  { accountExternalId, rules, detected }: { accountExternalId: string; rules: string[]; detected: Claim[] },
): Promise<ClaimsWritten> {
  const ofAccount = and(
    eq(claims.connectionId, lease.connectionId),
    eq(claims.accountExternalId, accountExternalId),
  );
  const stored = await tx
    .select({ id: claims.externalId, status: claims.status })
    .from(claims)
    .where(and(ofAccount, inArray(claims.rule, rules)));
  const statuses = new Map(stored.map(({ id, status }) => [id, status]));
  const kept = detected.filter(({ externalId, status }) => status === "open" || statuses.has(externalId));
  const standing = new Set(kept.map(({ externalId }) => externalId));
  const isNew = ({ externalId, status }: Claim) =>
    status === "open" && (statuses.get(externalId) ?? "resolved") === "resolved";
  const found = kept.filter(isNew).length;
  const written = await writeChanged(tx, spec, {
    rows: kept.map((claim) => ({ ...claim, evidence: storableJson(claim.evidence) })),
    scope: lease,
  });
  const gone = stored
    .filter(({ id, status }) => status !== "resolved" && !standing.has(id))
    .map(({ id }) => id);
  if (gone.length > 0)
    await tx
      .update(claims)
      .set({ status: "resolved", changedAt: sql`now()` })
      .where(and(ofAccount, inArray(claims.externalId, gone)));
  return { written, found, resolved: gone.length };
}
