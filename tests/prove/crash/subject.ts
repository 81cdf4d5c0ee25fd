/** A workspace with a connection that reads one account. */
export type Subject = { workspaceId: string; connectionId: string; account: string };

/** `empty` is a first sync; `stale` has an old copy: cells to change, rows to add, to zero and to delete. */
export type Start = "empty" | "stale";
