import { hashText } from "../../simulation";
import { problems } from "./problems";

/** A page's place: the question it belongs to, the first row, and the moment whose answer is being read. */
export type Place = { of: number; start: number; at: number; again: number };

const encode = (place: Place) => Buffer.from(JSON.stringify(Object.values(place))).toString("base64url");

function decode(token: string): Place | null {
  try {
    const [of, start, at, again] = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    const numbers = [of, start, at, again].every((value) => typeof value === "number");
    return numbers ? { of, start, at, again } : null;
  } catch {
    // Not one of ours.
    return null;
  }
}

export const questionKey = (customerId: string, query: string) => hashText(`${customerId} ${query}`);

/** Answers are kept for two hours. */
const longestMs = 2 * 3_600_000;

/** The place a token stands for. Throws `INVALID_PAGE_TOKEN` for another question's, `EXPIRED_PAGE_TOKEN` for an old one. */
export function readPlace(token: string | undefined, of: number, now: number): Place {
  if (!token) return { of, start: 0, at: now, again: 0 };
  const place = decode(token);
  // `of` 0 is the start of any question: only the kit's faults make such tokens.
  if (!place || (place.of !== of && place.of !== 0))
    throw problems.request("INVALID_PAGE_TOKEN", "Page token is invalid.");
  if (place.of === 0) return { of, start: 0, at: now, again: 0 };
  if (now - place.at > longestMs) throw problems.request("EXPIRED_PAGE_TOKEN", "Page token has expired.");
  return place;
}

export const nextToken = (place: Place, start: number) => encode({ ...place, start, again: 0 });

/** Another text for the same place. */
export function samePlace(token: string | null): string {
  const place = (token && decode(token)) || { of: 0, start: 0, at: 0, again: 0 };
  return encode({ ...place, again: place.again + 1 });
}
