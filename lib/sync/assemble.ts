import { desc, eq, sql } from "drizzle-orm";
import { snapshotParts, syncRuns } from "@/drizzle/schema";
import {
  SnapshotAccountHead,
  SnapshotHead,
  type SnapshotSection,
  snapshotSections,
} from "@/lib/api/snapshot";
import { marketSectionNames } from "@/lib/api/snapshot-market";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { rowsOf, type Tx, withWorker } from "@/lib/db/transaction";
import { addDays, type Day, type DayRange, dayIn } from "@/lib/domain/day";
import { getProvider } from "@/lib/providers";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import { holdLease } from "./fence";
import { type GzipState, gzipPart } from "./gzip-parts";
import { recordProgress } from "./progress";
import type { After } from "./snapshot-section";
import { readSection } from "./snapshot-sections";
import type { Lease } from "./step";

const snapshotDays = 90;
/** Text of one part: what is in memory at once. */
const partLength = 1_000_000;
const allNames = Object.keys(snapshotSections) as SnapshotSection[];
const isOfMarket = (name: SnapshotSection) => (marketSectionNames as readonly string[]).includes(name);

/** The lists of a connection's accounts, in order. */
const namesFor = (provider: string): SnapshotSection[] =>
  isMarketplace(getProvider(provider)) ? allNames : allNames.filter((name) => !isOfMarket(name));

/** Where the document goes on. `account` is the one that is open or was closed last. */
type Place = {
  at: string;
  names: SnapshotSection[];
  account: string | null;
  range: DayRange;
  section: number | null;
  after: After;
  isDone: boolean;
  rows: Record<string, number>;
  gzip: GzipState | null;
};
type Piece = { text: string; place: Place };
type Account = Record<"external_id" | "name" | "currency" | "timezone" | "status", string>;

const rangeEndingAt = (to: Day): DayRange => ({ from: addDays(to, 1 - snapshotDays), to });

async function begin(tx: Tx, { connectionId }: Lease, at: string): Promise<Piece> {
  const [owner] = await rowsOf<{ provider: string }>(
    tx,
    sql`select provider from connections where id = ${connectionId}::uuid`,
  );
  const head = SnapshotHead.parse({ version: 1, generated_at: at, provider: owner?.provider });
  const range = rangeEndingAt(dayIn("UTC", new Date(at)));
  const names = namesFor(head.provider);
  const start = { account: null, section: null, after: null, isDone: false, rows: {}, gzip: null };
  const place = { at, names, range, ...start };
  return { text: `${JSON.stringify(head).slice(0, -1)},"accounts":[`, place };
}

async function openAccount(tx: Tx, { connectionId }: Lease, place: Place): Promise<Piece> {
  const [account] = await rowsOf<Account>(
    tx,
    sql`select external_id, name, currency, timezone, status from connection_accounts
      where connection_id = ${connectionId}::uuid and selected and external_id > ${place.account ?? ""}
      order by external_id limit 1`,
  );
  if (!account) return { text: "]}", place: { ...place, isDone: true } };
  const range = rangeEndingAt(dayIn(account.timezone, new Date(place.at)));
  const head = SnapshotAccountHead.parse({ ...account, ...range });
  const text = `${place.account ? "," : ""}${JSON.stringify(head).slice(0, -1)},"${place.names[0]}":[`;
  return { text, place: { ...place, account: account.external_id, range, section: 0, after: null } };
}

async function continueSection(tx: Tx, { connectionId }: Lease, place: Place, at: number): Promise<Piece> {
  const name = place.names[at] ?? "demographics";
  const scope = { connectionId, accountExternalId: place.account ?? "", range: place.range };
  const page = await readSection(tx, name, scope, place.after);
  const rows = { ...place.rows, [name]: (place.rows[name] ?? 0) + page.rows };
  const text = `${place.after && page.rows > 0 ? "," : ""}${page.json}`;
  if (page.after) return { text, place: { ...place, rows, after: page.after } };
  const following = place.names[at + 1];
  const closed = following ? `],"${following}":[` : "]}";
  return { text: text + closed, place: { ...place, rows, after: null, section: following ? at + 1 : null } };
}

const nextPiece = (tx: Tx, lease: Lease, place: Place): Promise<Piece> =>
  place.section === null ? openAccount(tx, lease, place) : continueSection(tx, lease, place, place.section);

/** Writes the next part in one transaction that holds the lease; returns where the document goes on. */
async function writePart(tx: Tx, lease: Lease, at: Date): Promise<Place> {
  await holdLease(tx, lease);
  const { workspaceId, connectionId, runId } = lease;
  const [last] = await tx
    .select({ part: snapshotParts.part, next: snapshotParts.next })
    .from(snapshotParts)
    .where(eq(snapshotParts.runId, runId))
    .orderBy(desc(snapshotParts.part))
    .limit(1);
  const known = last?.next as Place | undefined;
  if (known?.isDone) return known;
  let { text, place } = known ? { text: "", place: known } : await begin(tx, lease, at.toISOString());
  while (!place.isDone && text.length < partLength) {
    const piece = await nextPiece(tx, lease, place);
    text += piece.text;
    place = piece.place;
  }
  const { bytes, state } = await gzipPart(text, place.gzip, place.isDone);
  const next = { ...place, gzip: state };
  await tx
    .insert(snapshotParts)
    .values({ runId, part: (last?.part ?? 0) + 1, workspaceId, connectionId, bytes, next });
  await tx.update(syncRuns).set({ heartbeatAt: at }).where(eq(syncRuns.id, runId));
  crashpoint("assemble: before the commit");
  return next;
}

const totalOf = (rows: Record<string, number>) => Object.values(rows).reduce((sum, count) => sum + count, 0);

export type Assembled = { state: "done" | "more"; rows: number };

/**
 * Reads the last 90 days of the run's connection into compressed parts, each row checked against the snapshot's
 * schema, for at most `budgetMs`; a later call goes on after the last part. One part is in memory at a time.
 */
export async function assembleSnapshot(
  lease: Lease,
  { clock, budgetMs }: { clock: Clock; budgetMs: number },
): Promise<Assembled> {
  const endsAt = Date.now() + budgetMs;
  let place: Place;
  do {
    place = await withWorker(lease, (tx) => writePart(tx, lease, clock()));
  } while (!place.isDone && Date.now() < endsAt);
  const rows = totalOf(place.rows);
  const detail = place.isDone
    ? `Snapshot assembled: ${rows.toLocaleString("en")} rows validated`
    : `Assembling the snapshot: ${rows.toLocaleString("en")} rows so far`;
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    await recordProgress(tx, lease, { step: "assemble", detail, at: clock() });
  });
  return { state: place.isDone ? "done" : "more", rows };
}
