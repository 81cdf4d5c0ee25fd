import { crashpoint } from "@/lib/core/crashpoint";
import type { Tx } from "@/lib/db/transaction";
import type { Written } from "@/lib/db/write-changed";
import { dayIn } from "@/lib/domain/day";
import { phases, streamLabels } from "@/lib/domain/phase";
import type { Page } from "@/lib/providers/contract";
import { holdLease } from "./fence";
import { deleteOrHold } from "./held-deletions";
import { recordProgress, type Tally } from "./progress";
import { quarantineRows } from "./quarantine-rows";
import {
  isEntityStream,
  isMetricStream,
  kindOfStream,
  levelOfStream,
  type Screened,
  screenDemographics,
  screenEntities,
  screenMetrics,
} from "./screen-rows";
import {
  advanceCheckpoint,
  type Checkpoint,
  recallKeys,
  rememberKeys,
  type SliceState,
  updateSlice,
} from "./slice-state";
import type { Lease } from "./step";
import { createStubs, writeEntities } from "./write-entities";
import { writeDemographics, writeMetrics, zeroAbsentMetrics } from "./write-metrics";

type Landing = { lease: Lease; slice: SliceState; page: Page<unknown>; calls: number; at: Date };
type Landed = Checkpoint & { held: number };
type Outcome = {
  screened: Screened<unknown>;
  written: Written;
  finish: (keys: string[]) => Promise<Tally & { held?: number }>;
};

async function writeRows(tx: Tx, { lease, slice, page, at }: Landing): Promise<Outcome> {
  const { stream, account } = slice;
  const range = { from: slice.from, to: slice.to };
  const accountExternalId = account.externalId;
  if (isMetricStream(stream)) {
    const level = levelOfStream[stream];
    const screened = screenMetrics(page.rows, accountExternalId);
    const revision = {
      lease,
      level,
      cause: slice.lane === "backfill" ? "backfill" : "growth_or_late",
      today: dayIn(account.timezone, at),
      at,
    } as const;
    await createStubs(tx, lease, level, screened.rows);
    const written = await writeMetrics(tx, {
      rows: screened.rows,
      revision,
      isFirstImport: account.isFirstImport,
    });
    const finish = async (keys: string[]) => {
      const { zeroed, revisions } = await zeroAbsentMetrics(tx, {
        revision,
        accountExternalId,
        level,
        range,
        keys,
      });
      return { deleted: zeroed, revisions };
    };
    return { screened, written, finish };
  }
  if (isEntityStream(stream)) {
    const screened = screenEntities(page.rows, accountExternalId);
    const kind = kindOfStream[stream];
    const written = await writeEntities(tx, lease, screened.rows);
    return {
      screened,
      written,
      finish: (ids) => deleteOrHold(tx, lease, { accountExternalId, kind, ids }, at),
    };
  }
  const screened = screenDemographics(page.rows, accountExternalId);
  const written = await writeDemographics(tx, lease, range, screened.rows);
  return { screened, written, finish: async () => ({}) };
}

/**
 * Lands one page in one transaction: lease check, changed rows and their revisions, checkpoint, counters, and the
 * progress event. Absence means deletion (or zero) only once the whole listing arrived without a rejected row.
 */
export async function landPage(tx: Tx, landing: Landing): Promise<Landed> {
  const { lease, slice, page, calls, at } = landing;
  await holdLease(tx, lease);
  const checkpoint = await advanceCheckpoint(tx, lease, slice, page.cursor, at);
  const { screened, written, finish } = await writeRows(tx, landing);
  crashpoint("page: rows written");
  const rejected = [...page.rejected, ...screened.rejected];
  await quarantineRows(tx, lease, slice.stream, rejected, at);
  const isLast = page.cursor === null;
  let ending: Tally & { held?: number } = {};
  // A page with rejected rows leaves a key that no id has: the listing counts as incomplete.
  const keys = rejected.length > 0 ? [...screened.keys, ""] : screened.keys;
  if (isLast) {
    const all = await recallKeys(tx, lease, slice, keys);
    if (!all.includes("")) ending = await finish(all);
  } else await rememberKeys(tx, lease, slice, keys);
  const { held = 0, ...ended } = ending;
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
  const count = `${slice.pages > 0 ? `page ${slice.pages + 1}, ` : ""}${tally.fetched} rows`;
  const detail = `${slice.account.name}: ${streamLabels[slice.stream]} ${describeRange(slice)}${count}${describeHeld(held)}`;
  const source = { slice: slice.position, stream: slice.stream, account: slice.account.externalId, held };
  await recordProgress(tx, lease, { step, detail, at, tally, apiCalls: calls, source });
  crashpoint("page: before the commit");
  return { ...checkpoint, held };
}

const describeHeld = (held: number) =>
  held > 0 ? `; ${held} are missing, more than is plausible: their deletion waits for your word` : "";

const describeRange = ({ stream, from, to }: SliceState) =>
  isEntityStream(stream) ? "" : `${from} to ${to}, `;

/** Notes that the vendor is still preparing the answer: where to ask again, and a word to whoever watches. */
export async function noteWaiting(tx: Tx, { lease, slice, page, calls, at }: Landing): Promise<Checkpoint> {
  await holdLease(tx, lease);
  const checkpoint = await advanceCheckpoint(tx, lease, slice, page.cursor, at);
  await updateSlice(tx, lease, slice.position, { apiCalls: calls, at });
  const detail = `${slice.account.name}: ${streamLabels[slice.stream]} ${describeRange(slice)}the report is being prepared`;
  const source = { slice: slice.position, stream: slice.stream, account: slice.account.externalId };
  await recordProgress(tx, lease, { step: phases[slice.phase].step, detail, at, apiCalls: calls, source });
  crashpoint("report: before its id is kept");
  return { ...checkpoint, pages: slice.pages };
}
