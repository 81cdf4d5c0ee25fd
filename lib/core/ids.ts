import { monotonicFactory } from "ulid";
import { uuidv7 } from "uuidv7";

const nextUlid = monotonicFactory();

/** A sync run's id: `sync_` + ULID, so ids sort by creation. */
export const newRunId = () => `sync_${nextUlid()}`;

/** A row id that sorts by creation (UUID version 7). */
export const newId = () => uuidv7();
