import { ok } from "../../simulation";
import type { Asked } from "./asked";
import { problems } from "./problems";

export type Item = { id: number; status: string; build: () => Record<string, unknown> };

/** Opaque to clients; holds the last id seen, so that things may come and go between pages. */
const encode = (place: string) => Buffer.from(`li|${place}`).toString("base64url");

export function decodeToken(token: string | null): string | null {
  if (token === null || token === "") return null;
  const [mark, place = ""] = Buffer.from(token, "base64url").toString("utf8").split("|");
  if (mark !== "li") throw problems.param("pageToken", "is not a token of ours");
  return place;
}

/** Another text for the same place. */
export function samePlace(token: string | null): string {
  const [place = "", times = "0"] = (decodeToken(token) ?? "").split(".");
  return encode(`${place}.${Number(times) + 1}`);
}

/** One page in the order of ids, with a token while there is more. Pages are now and then one short of what was asked. */
export function page(asked: Asked, items: Item[], mostPerPage: number, usual: number) {
  const size = Math.max(1, asked.whole("pageSize", usual, mostPerPage));
  const place = decodeToken(asked.text("pageToken"))?.split(".")[0] ?? "";
  const after = place === "" ? -1 : Number(place);
  const start = items.findIndex(({ id }) => id > after);
  const take = size > 2 && start % 3 === 0 ? size - 1 : size;
  const shown = start < 0 ? [] : items.slice(start, start + take);
  const hasMore = start >= 0 && start + take < items.length;
  const last = shown.at(-1);
  const metadata = hasMore && last ? { metadata: { nextPageToken: encode(String(last.id)) } } : {};
  return ok({ ...metadata, elements: shown.map(({ build }) => build()) });
}

/** Offset pages of small listings. */
export function offsetPage(asked: Asked, rows: unknown[]) {
  const start = asked.whole("start", 0, 1_000_000);
  const count = asked.whole("count", 10, 10_000);
  const paging = { start, count, total: rows.length, links: [] };
  return ok({ paging, elements: rows.slice(start, start + count) });
}
