/** What leads to the point: each is one way a run goes. */
export type Drive = "request" | "refresh" | "split" | "reconcile" | "cancel";
export type Case = { point: string; occurrence: number; drive: Drive };

const table: [drive: Drive, point: string, occurrences: number[]][] = [
  ["request", "request: before the run", [1]],
  ["request", "request: before the commit", [1]],
  ["request", "outbox: before sending", [1]],
  ["request", "outbox: sent, not noted", [1]],
  ["request", "begin: before the commit", [1]],
  ["request", "begin: committed", [1]],
  ["request", "call: before it", [1, 2, 9]],
  ["request", "call: answered", [1, 2, 9]],
  ["request", "page: rows written", [1, 2, 8]],
  ["request", "page: before the commit", [1, 2, 8]],
  ["request", "page: committed", [1, 2, 8]],
  ["request", "report: before its id is kept", [1, 2]],
  ["request", "assemble: before the commit", [1]],
  ["request", "persist: before the commit", [1]],
  ["request", "persist: committed, no file", [1]],
  ["request", "finish: before the commit", [1]],
  ["request", "finish: committed", [1]],
  ["refresh", "refresh: answered, not stored", [1]],
  ["refresh", "refresh: before the commit", [1]],
  ["split", "split: before the commit", [1, 2]],
  ["split", "hand over: before the commit", [1]],
  ["split", "hand over: committed", [1]],
  ["split", "outbox: before sending", [2]],
  ["split", "outbox: sent, not noted", [2]],
  ["split", "begin: before the commit", [2]],
  ["split", "begin: committed", [2]],
  ["reconcile", "reconcile: before the commit", [1]],
  ["reconcile", "reconcile: committed", [1]],
  ["reconcile", "outbox: before sending", [1]],
  ["reconcile", "outbox: sent, not noted", [1]],
  ["cancel", "cancel: before the commit", [1]],
];

/** Every point, each passing of it that is killed once. */
export const cases: Case[] = table.flatMap(([drive, point, occurrences]) =>
  occurrences.map((occurrence) => ({ drive, point, occurrence })),
);
