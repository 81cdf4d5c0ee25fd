import { type FailureKind, failures } from "./failure";

/** Failed syncs in a row after which somebody is warned: one may be an accident, five are not. */
export const warnAfterFailures = 5;
/** Failed syncs in a row after which the connection pauses: as many again as it took to warn, so that the warning can be acted on. */
export const pauseAfterFailures = 10;

/** A connection that keeps failing is still tried once a day: the slowest frequency there is. */
const slowestMs = 24 * 3_600_000;

/**
 * Does a failure count towards pausing? Only what no waiting helps: a person must act, or what we ask or are answered
 * is wrong. Quotas and passing trouble only slow a connection down. A dead grant stops it at once and by itself.
 */
export const isBlocking = (kind: FailureKind): boolean =>
  kind !== "needs_reauth" &&
  (failures[kind].actor === "you" || kind === "provider_bug" || kind === "config_invalid");

/** How long after its `failures`-th failed sync in a row a scheduled connection rests: doubling, at most a day. */
export const restMs = (everySeconds: number, failuresInRow: number): number =>
  Math.min(everySeconds * 1_000 * 2 ** Math.min(failuresInRow, 30), slowestMs);
