import type { Written } from "@/lib/db/write-changed";
import type { Stream } from "@/lib/domain/stream";
import type { SliceState } from "./slice-state";
import type { Lease } from "./step";

/** A part of a run that reads nothing from the provider: it works something out of stored rows. */
export type Deriving = { lease: Lease; slice: SliceState<Stream>; at: Date };

export type Derived = {
  /** Rows that were worked out; `fetched = inserted + updated + unchanged` as everywhere. */
  fetched: number;
  written?: Written;
  /** Claims that were not there before. */
  claims?: number;
  /** For the event log. */
  says: string;
};
