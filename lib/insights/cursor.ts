import * as z from "zod";
import { AppError } from "@/lib/core/errors";

/** The place after a row, as text for an address. */
export const encodeCursor = (parts: (string | null)[]) =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** The parts of a cursor we made. Throws `invalid_cursor` (422) for any other text. */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    const message = "The cursor is not one of ours.";
    throw new AppError({ code: "invalid_cursor", message, status: 422, actor: "you", cause });
  }
}

/** A moment and the key of a row, for listings that are newest first. */
export const MomentCursor = z.tuple([z.iso.datetime(), z.uuid(), z.string(), z.string()]);
