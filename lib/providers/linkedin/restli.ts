/** A value as Rest.li 2.0 writes it: arrays are `List(..)`, objects are records. Unset members are left out. */
export type RestliValue =
  | string
  | number
  | boolean
  | readonly RestliValue[]
  | { readonly [name: string]: RestliValue | undefined };

/** Text that goes into a query as it is; the finder's `fields` are a plain comma list. */
export class Verbatim {
  constructor(readonly text: string) {}
}

export type Query = Record<string, RestliValue | Verbatim | undefined>;

const reserved: Record<string, string> = { "(": "%28", ")": "%29", "'": "%27" };

/** Percent-encodes a value and what is structure in Rest.li: `( ) ' , :`. The empty text has a spelling of its own. */
export const encodeText = (text: string): string =>
  text === ""
    ? "''"
    : encodeURIComponent(text.toWellFormed()).replace(/[()']/g, (letter) => reserved[letter] ?? letter);

const isList = (value: RestliValue): value is readonly RestliValue[] => Array.isArray(value);

export function encodeValue(value: RestliValue): string {
  if (isList(value)) return `List(${value.map(encodeValue).join(",")})`;
  if (typeof value !== "object") return encodeText(String(value));
  const members = Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : [`${encodeText(name)}:${encodeValue(inner)}`],
  );
  return `(${members.join(",")})`;
}

/**
 * A query string of Rest.li 2.0. It must reach the wire untouched: URLSearchParams would encode its brackets again,
 * which LinkedIn refuses.
 */
export const encodeQuery = (query: Query): string =>
  Object.entries(query)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [`${encodeText(name)}=${value instanceof Verbatim ? value.text : encodeValue(value)}`];
    })
    .join("&");
