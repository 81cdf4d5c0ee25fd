import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext } from "../contract";
import { isFailure } from "./client";
import { urnsPerLookup } from "./limits";
import { askListing } from "./listing";
import { Memory } from "./memory";
import { TargetingEntity } from "./schema";
import { tailOf } from "./urn";

const hourMs = 3_600_000;
const foundForMs = 30 * 24 * hourMs;
const missedForMs = 6 * hourMs;
/** Names of titles, industries and places are the same for everybody. */
const names = new Memory<string | null>(50_000);

const sizeName = /^SIZE_(\d+)(?:_TO_(\d+)|_OR_MORE|_PLUS)?$/;
const sizeTuple = /^urn:li:staffCountRange:\((\d+),(\d+)\)$/;
const everybody = 2_147_483_647;

/** Company sizes say themselves what they are: `SIZE_2_TO_10`, `urn:li:staffCountRange:(10001,2147483647)`. */
export function readCompanySize(value: string): string | null {
  const [, from, to] = sizeName.exec(value) ?? sizeTuple.exec(value) ?? [];
  if (from === undefined) return null;
  if (from === "1" && (to === undefined || to === "1")) return "Self-employed";
  return to === undefined || Number(to) >= everybody ? `${from}+` : `${from}-${to}`;
}

async function lookUp(context: CallContext, account: string, urns: string[]): Promise<Map<string, string>> {
  const query = {
    q: "urns",
    queryVersion: "QUERY_USES_URNS",
    urns,
    locale: { language: "en", country: "US" },
  };
  try {
    const asked = { endpoint: "adTargetingEntities", path: "adTargetingEntities", query, account } as const;
    const { elements } = await askListing(context, asked);
    const { rows } = parseRows({ schema: TargetingEntity, rows: elements, naturalKey: keyOf("urn") });
    return new Map(rows.map(({ urn, name }) => [urn, name]));
  } catch (error) {
    // Numbers without names are still numbers: they are kept under the value's own id.
    if (isFailure(error, "permission_lost.missing", "permission_lost.access_denied")) return new Map();
    throw error;
  }
}

/** Readable names of audience values; the last part of the URN where LinkedIn knows none. */
export async function resolveLabels(
  context: CallContext,
  account: string,
  values: string[],
): Promise<(value: string) => string> {
  const now = context.clock();
  const unknown = [...new Set(values)].filter(
    (value) =>
      value.startsWith("urn:") && readCompanySize(value) === null && names.get(value, now) === undefined,
  );
  for (let start = 0; start < unknown.length; start += urnsPerLookup) {
    const urns = unknown.slice(start, start + urnsPerLookup);
    const found = await lookUp(context, account, urns);
    for (const urn of urns) {
      const name = found.get(urn) ?? null;
      names.set(urn, name, now.getTime() + (name === null ? missedForMs : foundForMs));
    }
  }
  return (value) => readCompanySize(value) ?? names.get(value, now) ?? tailOf(value);
}
