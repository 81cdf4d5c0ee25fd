import { monotonicFactory } from "ulid";
import { uuidv7 } from "uuidv7";

const nextUlid = monotonicFactory();

/** A sync run's id: `sync_` + ULID, so ids sort by creation. */
export const newRunId = () => `sync_${nextUlid()}`;

/** A webhook message's id: `msg_` + ULID, the same for every attempt to deliver it. */
export const newMessageId = () => `msg_${nextUlid()}`;

/** A row id that sorts by creation (UUID version 7). */
export const newId = () => uuidv7();

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Could this be a row's id? Postgres refuses to compare a uuid with anything else. */
export const isUuid = (text: string) => uuid.test(text);
