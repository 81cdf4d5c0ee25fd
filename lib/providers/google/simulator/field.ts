import type { Wall } from "../../simulation";
import type { WorldRow } from "./row";

export type FieldType = "int64" | "double" | "string" | "enum" | "boolean" | "date" | "list" | "message";
export type Field = { type: FieldType; read: (row: WorldRow) => unknown };
export type Fields = Record<string, Field>;

/** A field of the world. */
export const field = (type: FieldType, read: (row: WorldRow) => unknown): Field => ({ type, read });

/** `2026-07-14 00:00:00` on the account's clock. */
export const dateTime = (wall: Wall): string =>
  new Date(wall * 60_000).toISOString().slice(0, 19).replace("T", " ");

/** `customers/1/campaigns/2`. */
export const nameOf = ({ asked }: WorldRow, collection: string, id: string | undefined) =>
  id === undefined ? undefined : `customers/${asked.client.id}/${collection}/${id}`;
