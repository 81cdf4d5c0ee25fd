import type { Tx } from "@/lib/db/transaction";
import type { Written } from "@/lib/db/write-changed";
import type { Page } from "@/lib/providers/contract";
import type { Tally } from "../progress";
import type { Screened } from "../screen-rows";
import type { SliceState } from "../slice-state";
import type { Lease } from "../step";

/** A page on its way into the tables. */
export type Landing = { lease: Lease; slice: SliceState; page: Page<unknown>; calls: number; at: Date };

/** What the end of a complete listing changed. `held`: deletions that wait for a person's word. */
export type Ending = Tally & { held?: number };

/** How the rows of a stream become stored ones. One file per kind in this folder. */
export type StreamKind<Row> = {
  /** Rows that may be stored, unique by key, and those that may not, with why. */
  screen: (raw: unknown[], accountExternalId: string) => Screened<Row>;
  write: (tx: Tx, landing: Landing, rows: Row[]) => Promise<Written>;
  /** What the absence of a key means once a whole listing arrived without a rejected row; unset means nothing. */
  finish?: (tx: Tx, landing: Landing, keys: string[]) => Promise<Ending>;
  /** Deletes all rows of the stream; returns how many. What is kept of their history stays. */
  remove: (tx: Tx, connectionId: string) => Promise<number>;
  /** The answer tells all there is: its days mean nothing. */
  isListing?: true;
};
