import { parseRows, type RawRow, type RejectedRow, type RowsInput } from "@/lib/http/rows";
import type { Page, SliceRequest } from "../contract";
import { isFailure } from "./client";
import { type Cursor, startOf, writeCursor } from "./cursor";
import { customerIn, idOf } from "./ids";
import { GoogleAdsRow } from "./schema";

const lostPlaces = [
  "provider_transient.expired_page_token",
  "provider_transient.invalid_page_token",
] as const;

/**
 * `read`, and where Google has forgotten the page the question from its start: an empty page leads there. The second
 * time the cursor repeats, which the engine takes for a loop.
 */
export async function orFromStart<Row>(place: Cursor, read: () => Promise<Page<Row>>): Promise<Page<Row>> {
  try {
    return await read();
  } catch (error) {
    if (!isFailure(error, ...lostPlaces) || (place.page === "" && !place.conversions)) throw error;
    return { rows: [], rejected: [], cursor: writeCursor(startOf(place.part)) };
  }
}

type Check = NonNullable<RowsInput<typeof GoogleAdsRow>["check"]>;

const namedResources = ["campaign", "adGroup", "adGroupAd", "assetGroup"] as const;

/** Refuses rows of another account: a tenant never sees what was not asked for. */
const belongsTo =
  ({ accountExternalId }: SliceRequest): Check =>
  (row) => {
    const named = namedResources.map((name) => customerIn(row[name])).find((id) => id !== undefined);
    const customer = idOf(row.customer) ?? named;
    if (customer === undefined) return { field: "customer.id", reason: "is missing" };
    return customer === accountExternalId
      ? null
      : { field: "customer.id", reason: "belongs to another account" };
  };

const idAt = (raw: RawRow, name: string): string | undefined => {
  const node = raw[name];
  if (typeof node !== "object" || node === null) return undefined;
  const { id, resourceName, date } = node as Record<string, unknown>;
  const told = [date, id].find((value) => typeof value === "string" || typeof value === "number");
  return told === undefined ? idOf({ resourceName: String(resourceName) }) : String(told);
};

const keyParts = ["segments", "campaign", "adGroup", "assetGroup", "adGroupAd"];

/** What tells a row from the others, as far as it can be read: day, campaign, group, ad. */
const keyOf = (raw: RawRow): string =>
  keyParts
    .map((name) => idAt(raw, name))
    .filter((part) => part !== undefined)
    .join(":") || "unknown";

/** The rows of an answer that are what was asked for, and those that are not. */
export function readRows(
  request: SliceRequest,
  results: unknown[],
  check: Check = () => null,
): { rows: GoogleAdsRow[]; rejected: RejectedRow[] } {
  const owned = belongsTo(request);
  const checked: Check = (row) => owned(row) ?? check(row);
  return parseRows({ schema: GoogleAdsRow, rows: results, naturalKey: keyOf, check: checked });
}
