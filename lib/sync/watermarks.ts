import { and, eq, sql } from "drizzle-orm";
import { watermarks } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import { dayIn } from "@/lib/domain/day";
import type { SourceStream } from "@/lib/domain/stream";
import type { Landing } from "./streams/kind";

export type Watermarks = Map<string, Partial<Record<SourceStream, Date>>>;

/** Up to when each stream of a connection's accounts is known. */
export async function readWatermarks(tx: Tx, connectionId: string): Promise<Watermarks> {
  const rows = await tx.select().from(watermarks).where(eq(watermarks.connectionId, connectionId));
  const all: Watermarks = new Map();
  for (const { accountExternalId, stream, asOf } of rows)
    all.set(accountExternalId, { ...all.get(accountExternalId), [stream]: asOf });
  return all;
}

/**
 * Notes up to when a stream is known, once a slice that reaches the present is whole. It moves only forward, and only
 * from a slice that began where the last one ended: what lies between would never be asked for again.
 */
export async function moveWatermark(tx: Tx, { lease, slice, page, at }: Landing): Promise<void> {
  const { account, stream } = slice;
  if (!page.asOf || slice.to < dayIn(account.timezone, page.asOf)) return;
  const asOf = page.asOf < at ? page.asOf : at;
  const { connectionId, workspaceId } = lease;
  const key = { connectionId, accountExternalId: account.externalId, stream };
  const ofStream = and(
    eq(watermarks.connectionId, connectionId),
    eq(watermarks.accountExternalId, account.externalId),
    eq(watermarks.stream, stream),
  );
  const [known] = await tx.select().from(watermarks).where(ofStream).for("update");
  const begins = slice.since?.toISOString() ?? slice.from;
  const reached = known && (slice.since ? known.asOf.toISOString() : dayIn(account.timezone, known.asOf));
  if (known && reached && (begins > reached || known.asOf >= asOf)) return;
  await tx
    .insert(watermarks)
    .values({ ...key, workspaceId, asOf })
    .onConflictDoUpdate({
      target: [watermarks.connectionId, watermarks.accountExternalId, watermarks.stream],
      set: { asOf: sql`excluded.as_of` },
    });
}
