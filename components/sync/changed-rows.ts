import type { Counters } from "@/lib/api/sync";

/** Rows a sync wrote. */
export const changedRows = (counters: Counters): number => counters.inserted + counters.updated;
