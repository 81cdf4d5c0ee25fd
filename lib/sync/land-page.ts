import { crashpoint } from "@/lib/core/crashpoint";
import type { Tx } from "@/lib/db/transaction";
import { phases, streamLabels } from "@/lib/domain/phase";
import { holdLease } from "./fence";
import { recordProgress, type Tally } from "./progress";
import { quarantineRows, resolveQuarantine } from "./quarantine-rows";
import {
  advanceCheckpoint,
  type Checkpoint,
  recallKeys,
  rememberKeys,
  type SliceState,
  updateSlice,
} from "./slice-state";
import { kindOf } from "./streams";
import type { Ending, Landing, StreamKind } from "./streams/kind";
import { unreadCode } from "./unread-days";
import { moveWatermark } from "./watermarks";

type Landed = Checkpoint & { held: number };

/** What is missing from the listing is acted on at its end, when every page of it arrived whole. */
async function endListing(
  tx: Tx,
  landing: Landing,
  { finish }: StreamKind<unknown>,
  { keys, isWhole }: { keys: string[]; isWhole: boolean },
): Promise<Ending> {
  if (!finish) return {};
  const { lease, slice, page } = landing;
  // A page with rejected rows leaves a key that no id has: the listing counts as incomplete.
  const told = isWhole ? keys : [...keys, ""];
  if (page.cursor !== null) {
    await rememberKeys(tx, lease, slice, told);
    return {};
  }
  const all = await recallKeys(tx, lease, slice, told);
  return all.includes("") ? {} : finish(tx, landing, all);
}

/** Orders the run has been told of by this page: the vendor's own total once, else the rows as they come. */
const told = ({ slice, page }: Landing) =>
  page.total === undefined ? page.rows.length : slice.pages === 0 ? page.total : 0;

/**
 * Lands one page in one transaction: lease check, changed rows and their revisions, checkpoint, counters, and the
 * progress event. Absence means deletion (or zero) only once the whole listing arrived without a rejected row.
 */
export async function landPage(tx: Tx, landing: Landing): Promise<Landed> {
  const { lease, slice, page, calls, at } = landing;
  await holdLease(tx, lease);
  const checkpoint = await advanceCheckpoint(tx, lease, slice, { cursor: page.cursor, at });
  const kind = kindOf(slice.stream);
  const screened = kind.screen(page.rows, slice.account.externalId);
  const written = await kind.write(tx, landing, screened.rows);
  crashpoint("page: rows written");
  const rejected = [...page.rejected, ...screened.rejected];
  await quarantineRows(tx, landing, rejected);
  const isLast = page.cursor === null;
  const { held = 0, ...ended } = await endListing(tx, landing, kind, {
    ...screened,
    isWhole: rejected.length === 0 && !page.isPartial,
  });
  if (isLast) await moveWatermark(tx, landing);
  // Asked for changes alone, a row that did not come may be as it was.
  if (isLast && !slice.since) await resolveQuarantine(tx, landing, !kind.isListing);
  const tally: Tally = {
    fetched: page.rows.length + page.rejected.length,
    inserted: written.inserted,
    updated: written.updated,
    unchanged: written.unchanged,
    quarantined: rejected.length,
    duplicates: screened.duplicates,
    deleted: ended.deleted ?? 0,
    revisions: written.revisions + (ended.revisions ?? 0),
  };
  await updateSlice(tx, lease, slice.position, {
    tally,
    apiCalls: calls,
    at,
    status: isLast ? "done" : "running",
  });
  const { step } = phases[slice.phase];
  const orders =
    slice.stream === "orders" ? { orders: screened.rows.length, ordersToldOf: told(landing) } : {};
  const count = `${slice.pages > 0 ? `page ${slice.pages + 1}, ` : ""}${tally.fetched} rows`;
  const detail = `${slice.account.name}: ${streamLabels[slice.stream]} ${describeRange(slice)}${count}${describeHeld(held)}`;
  const source = { slice: slice.position, stream: slice.stream, account: slice.account.externalId, held };
  await recordProgress(tx, lease, { step, detail, at, tally, apiCalls: calls, source, ...orders });
  crashpoint("page: before the commit");
  return { ...checkpoint, held };
}

const describeHeld = (held: number) =>
  held > 0 ? `; ${held} are missing, more than is plausible: their deletion waits for your word` : "";

const describeRange = ({ stream, from, to }: SliceState) =>
  kindOf(stream).isListing ? "" : `${from} to ${to}, `;

/**
 * Ends a slice that brought nothing, and says why: nothing counts as gone. What the vendor does not offer is read by
 * that; what is left unread is asked for again.
 */
export async function noteNothing(tx: Tx, { lease, slice, page, calls, at }: Landing): Promise<Checkpoint> {
  await holdLease(tx, lease);
  const { unread, notOffered = "not offered" } = page;
  const checkpoint = await advanceCheckpoint(tx, lease, slice, { cursor: null, isRead: !unread, at });
  const message = unread ?? notOffered;
  const error = { code: unread ? unreadCode : "not_offered", message };
  await updateSlice(tx, lease, slice.position, { apiCalls: calls, at, status: "skipped", error });
  const detail = `${slice.account.name}: ${streamLabels[slice.stream]} ${describeRange(slice)}${message}`;
  const source = { slice: slice.position, stream: slice.stream, account: slice.account.externalId };
  await recordProgress(tx, lease, { step: phases[slice.phase].step, detail, at, apiCalls: calls, source });
  return checkpoint;
}

/** Notes that the vendor is still preparing the answer: where to ask again, and a word to whoever watches. */
export async function noteWaiting(tx: Tx, { lease, slice, page, calls, at }: Landing): Promise<Checkpoint> {
  await holdLease(tx, lease);
  const checkpoint = await advanceCheckpoint(tx, lease, slice, { cursor: page.cursor, at });
  await updateSlice(tx, lease, slice.position, { apiCalls: calls, at });
  const detail = `${slice.account.name}: ${streamLabels[slice.stream]} ${describeRange(slice)}the report is being prepared`;
  const source = { slice: slice.position, stream: slice.stream, account: slice.account.externalId };
  await recordProgress(tx, lease, { step: phases[slice.phase].step, detail, at, apiCalls: calls, source });
  crashpoint("report: before its id is kept");
  return { ...checkpoint, pages: slice.pages };
}
