import { readSigned, sign } from "../../simulation";
import { problems } from "./problems";
import { minuteMs, type Sandbox } from "./sandbox";

type Place = { at: number; made: number; kind: string };

const mark = "..";
let names = 0;

/** Another text for the place a token (or none) stands for: what follows the mark means nothing. */
export function samePlace(token: string | null): string {
  names += 1;
  return `${(token ?? "").split(mark)[0]}${mark}${names}`;
}

/** A token that stands for a place in a listing. */
const tokenFor = (sandbox: Sandbox, kind: string, at: number): string =>
  sign(sandbox, { at, kind, made: sandbox.now().getTime() } satisfies Place);

/** The place a token stands for, 0 without one. Throws InvalidInput for a foreign or expired token. */
function placeOf(sandbox: Sandbox, kind: string, token: string | null, lifeMs = Infinity): number {
  const [signed = ""] = (token ?? "").split(mark);
  if (!signed) return 0;
  const place = readSigned<Place>(sandbox, signed);
  if (place?.kind !== kind || sandbox.now().getTime() - place.made > lifeMs)
    throw problems.input("The next token is invalid or has expired.");
  return place.at;
}

/** A page of a listing: its rows, and the token of the next. */
export function pageOf<T>(
  sandbox: Sandbox,
  {
    kind,
    rows,
    token,
    size,
    lifeMs,
  }: { kind: string; rows: T[]; token: string | null; size: number; lifeMs?: number },
): { rows: T[]; next: string | undefined } {
  const at = placeOf(sandbox, kind, token, lifeMs);
  const end = at + size;
  return { rows: rows.slice(at, end), next: end < rows.length ? tokenFor(sandbox, kind, end) : undefined };
}

/** A whole number within bounds, as a parameter says it. */
export function sizeFrom(text: string | null, usual: number, most = 100): number {
  if (text === null) return usual;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > most) throw problems.input("The page size is invalid.");
  return size;
}

export const listFrom = (text: string | null): string[] => (text ? text.split(",").filter(Boolean) : []);

/** A moment as a parameter says it; null when it is missing. */
export function momentFrom(text: string | null): number | null {
  if (text === null || text === "") return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw problems.input("Date range is invalid.");
  return at;
}

/**
 * The end of a window: at least two minutes ago, by the vendor's clock. In a world that stands still the asker's clock
 * goes on, and is right.
 */
export function endOf(sandbox: Sandbox, told: number | null): number {
  const newest = sandbox.now().getTime() - 2 * minuteMs;
  if (told === null || (told > newest && sandbox.state.frozenAt !== null)) return newest;
  if (told > newest) throw problems.input("Date range is invalid.");
  return told;
}
