import { failure } from "@/lib/domain/failure";
import { providerName } from "./errors";

/**
 * A place in a question: `page` with LinkedIn's own token, `ids` with the last parent read of a day that is asked in parts,
 * `pivot` with the number of the audience asked next. An empty token is the first page.
 */
export type Cursor =
  | { kind: "page"; token: string }
  | { kind: "ids"; token: string }
  | { kind: "pivot"; number: number };

export const writeCursor = (cursor: Cursor): string =>
  `${cursor.kind}:${cursor.kind === "pivot" ? cursor.number : cursor.token}`;

const shape = /^(page|ids|pivot):(.*)$/s;

/** Throws `provider_bug.cursor` for text we did not write: a listing then starts again. */
export function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  const [, kind, rest = ""] = shape.exec(text) ?? [];
  if (kind === "page" || kind === "ids") return { kind, token: rest };
  if (kind === "pivot" && /^\d{1,2}$/.test(rest)) return { kind, number: Number(rest) };
  throw failure("provider_bug", { provider: providerName, detail: "cursor" });
}
