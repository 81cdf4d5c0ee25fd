import { and, eq, sql } from "drizzle-orm";
import {
  checkpoints,
  connectionAccounts,
  connections,
  pageKeys,
  syncRuns,
  syncSlices,
} from "@/drizzle/schema";
import { AppError, invariant, notFound } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import type { Phase } from "@/lib/domain/phase";
import type { SourceStream, Stream } from "@/lib/domain/stream";
import { holdLease } from "./fence";
import type { Tally } from "./progress";
import type { Lease } from "./step";

export type Checkpoint = { cursor: string | null; version: number; pages: number };
export type SliceState<S extends Stream = SourceStream> = Checkpoint & {
  position: number;
  stream: S;
  phase: Phase;
  lane: string;
  from: string;
  to: string;
  since: Date | null;
  account: {
    externalId: string;
    route: string | null;
    name: string;
    timezone: string;
    currency: string;
    isFirstImport: boolean;
  };
  provider: string;
  isDone: boolean;
};

const partitionOf = ({ account, from, to }: Pick<SliceState<Stream>, "account" | "from" | "to">) =>
  `${account.externalId}:${from}..${to}`;

const ofSlice = (runId: string, position: number) =>
  and(eq(syncSlices.runId, runId), eq(syncSlices.position, position));

/** Another worker of the same call landed this page first; a retry goes on from where it stands. */
const pageTaken = () =>
  new AppError({
    code: "internal.page_taken",
    message: "Another worker landed this page first.",
    retry: "now",
  });

/** Marks a slice running and reads where it stands; a checkpoint of another run starts over. Holds the lease or throws. */
export async function openSlice<S extends Stream = SourceStream>(
  tx: Tx,
  lease: Lease,
  position: number,
  at: Date,
): Promise<SliceState<S>> {
  const { runId, workspaceId, connectionId } = lease;
  await holdLease(tx, lease);
  const [row] = await tx
    .select({
      slice: syncSlices,
      account: connectionAccounts,
      provider: connections.provider,
      reimports: connections.reimports,
    })
    .from(syncSlices)
    .innerJoin(connections, eq(connections.id, connectionId))
    .innerJoin(
      connectionAccounts,
      and(
        eq(connectionAccounts.connectionId, connectionId),
        eq(connectionAccounts.externalId, syncSlices.accountExternalId),
      ),
    )
    .where(ofSlice(runId, position));
  if (!row) throw notFound("The part of the sync");
  const { slice, account, provider, reimports } = row;
  const isFirstImport = account.lastSyncedAt === null || reimports.includes(slice.stream);
  const state = {
    account: { ...account, isFirstImport },
    from: slice.fromDay,
    to: slice.toDay,
    since: slice.since,
  };
  const isDone = ["done", "failed", "skipped"].includes(slice.status);
  const fresh = { connectionId, workspaceId, stream: slice.stream, partition: partitionOf(state), runId };
  const start = { runId, cursor: null, pages: 0, complete: false, updatedAt: at };
  const [checkpoint] = await tx
    .insert(checkpoints)
    .values({ ...fresh, updatedAt: at })
    .onConflictDoUpdate({
      target: [checkpoints.connectionId, checkpoints.stream, checkpoints.partition],
      set: start,
      setWhere: sql`${checkpoints.runId} <> ${runId}`,
    })
    .returning();
  const [stored] = checkpoint
    ? [checkpoint]
    : await tx
        .select()
        .from(checkpoints)
        .where(atPartition(lease, slice.stream, fresh.partition));
  if (!stored) throw invariant("checkpoint", "a slice has no checkpoint");
  if (!isDone) {
    await tx
      .update(syncSlices)
      .set({
        status: "running",
        attempt: sql`${syncSlices.attempt} + 1`,
        startedAt: sql`coalesce(${syncSlices.startedAt}, ${at.toISOString()}::timestamptz)`,
        waitingUntil: null,
      })
      .where(ofSlice(runId, position));
    await tx.update(syncRuns).set({ heartbeatAt: at }).where(eq(syncRuns.id, runId));
  }
  const { cursor, version, pages } = stored;
  const [stream, phase] = [slice.stream as S, slice.phase as Phase];
  return { ...state, position, stream, phase, lane: slice.lane, provider, isDone, cursor, version, pages };
}

function atPartition({ connectionId }: Lease, stream: string, partition: string) {
  return and(
    eq(checkpoints.connectionId, connectionId),
    eq(checkpoints.stream, stream),
    eq(checkpoints.partition, partition),
  );
}

/** Moves the checkpoint on by one version; a second writer of the same page fails here and writes nothing. */
export async function advanceCheckpoint(
  tx: Tx,
  lease: Lease,
  slice: SliceState<Stream>,
  { cursor, isRead = cursor === null, at }: { cursor: string | null; isRead?: boolean; at: Date },
): Promise<Checkpoint> {
  const moved = await tx
    .update(checkpoints)
    .set({
      cursor,
      version: slice.version + 1,
      pages: slice.pages + 1,
      complete: isRead,
      updatedAt: at,
    })
    .where(
      and(
        atPartition(lease, slice.stream, partitionOf(slice)),
        eq(checkpoints.version, slice.version),
        eq(checkpoints.runId, lease.runId),
      ),
    )
    .returning({ version: checkpoints.version });
  if (moved.length !== 1) throw pageTaken();
  return { cursor, version: slice.version + 1, pages: slice.pages + 1 };
}

const waitedUntil = (until: Date, at: Date) =>
  sql`${syncSlices.waitedMs} + ${Math.max(0, until.getTime() - at.getTime())}`;

/** Adds to a slice's counters and, where given, ends or suspends it. */
export async function updateSlice(
  tx: Tx,
  { runId }: Lease,
  position: number,
  change: {
    tally?: Tally;
    apiCalls?: number;
    status?: string;
    at: Date;
    waitingUntil?: Date;
    error?: { code: string; message: string };
  },
): Promise<void> {
  const { tally = {}, status, error } = change;
  const isEnd = status === "done" || status === "failed" || status === "skipped";
  const counters = Object.fromEntries(
    Object.entries(tally).map(([name, by]) => [name, sql`${syncSlices[name as keyof Tally]} + ${by ?? 0}`]),
  );
  await tx
    .update(syncSlices)
    .set({
      ...counters,
      apiCalls: sql`${syncSlices.apiCalls} + ${change.apiCalls ?? 0}`,
      waitingUntil: change.waitingUntil ?? null,
      ...(change.waitingUntil ? { waitedMs: waitedUntil(change.waitingUntil, change.at) } : {}),
      ...(status ? { status } : {}),
      ...(isEnd ? { finishedAt: change.at } : {}),
      ...(error ? { errorCode: error.code, errorMessage: error.message } : {}),
    })
    .where(ofSlice(runId, position));
}

/** Remembers a page's keys; a listing that ends on its first page never needs to. */
export async function rememberKeys(
  tx: Tx,
  lease: Lease,
  slice: SliceState<Stream>,
  keys: string[],
): Promise<void> {
  const { runId, workspaceId } = lease;
  await tx.insert(pageKeys).values({ runId, workspaceId, position: slice.position, page: slice.pages, keys });
}

/** Every key of the listing, the last page's included; forgets what was remembered. */
export async function recallKeys(
  tx: Tx,
  { runId }: Lease,
  slice: SliceState<Stream>,
  lastKeys: string[],
): Promise<string[]> {
  if (slice.pages === 0) return lastKeys;
  const pages = await tx
    .delete(pageKeys)
    .where(and(eq(pageKeys.runId, runId), eq(pageKeys.position, slice.position)))
    .returning({ keys: pageKeys.keys });
  return [...pages.flatMap(({ keys }) => keys), ...lastKeys];
}
