import type { Counters } from "@/lib/api/sync";

/** Rows a sync wrote or took away, as the history counts them. */
export const changedRows = (counters: Counters): number =>
  counters.inserted + counters.updated + counters.deleted;
