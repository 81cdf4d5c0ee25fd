import { type Day, daysBetween } from "@/lib/domain/day";
import { failure } from "@/lib/domain/failure";
import type { CallContext, SliceRequest } from "../contract";
import { ask } from "./client";
import { providerName } from "./errors";
import { mostFields, mostRows } from "./limits";
import { type Query, type RestliValue, Verbatim } from "./restli";
import { Listing } from "./schema";
import { urnOf } from "./urn";
import { verifyAccess } from "./verify-access";

/** Without these two a row cannot be told from the others; they count among the 20 names. */
const keyFields = ["dateRange", "pivotValues"];

/** Metrics in questions of at most 20 names each. */
export function chunkFields(metrics: readonly string[]): string[][] {
  const size = mostFields - keyFields.length;
  return Array.from({ length: Math.ceil(metrics.length / size) }, (_, chunk) => [
    ...keyFields,
    ...metrics.slice(chunk * size, chunk * size + size),
  ]);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Rows of several questions about the same days as one row each. Zero rows are left out, so each may know others. */
export function mergeRows(answers: unknown[][]): unknown[] {
  const [only = [], ...others] = answers;
  if (others.length === 0) return only;
  const merged = new Map<string, unknown>();
  for (const row of answers.flat()) {
    const key = isRecord(row) ? JSON.stringify([startOf(row), row.pivotValues]) : JSON.stringify(row);
    const known = merged.get(key);
    merged.set(key, isRecord(known) && isRecord(row) ? { ...known, ...row } : row);
  }
  return [...merged.values()];
}

/** Members of a date may come in any order. */
function startOf({ dateRange }: Record<string, unknown>): unknown {
  const start = isRecord(dateRange) ? dateRange.start : undefined;
  return isRecord(start) ? [start.year, start.month, start.day] : start;
}

function dateOf(day: Day): { year: number; month: number; day: number } {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, day: date };
}

export type AnalyticsQuestion = {
  pivot: string;
  timeGranularity: "DAILY" | "ALL";
  metrics: readonly string[];
  /** Only these campaigns or groups; all of the account when unset. */
  only?: { campaigns?: readonly string[]; campaignGroups?: readonly string[] };
};

export function analyticsQuery(
  { accountExternalId, range }: Pick<SliceRequest, "accountExternalId" | "range">,
  { pivot, timeGranularity, only }: Omit<AnalyticsQuestion, "metrics">,
  fields: string[],
): Query {
  const dateRange: RestliValue = { start: dateOf(range.from), end: dateOf(range.to) };
  return {
    q: "analytics",
    pivot,
    timeGranularity,
    dateRange,
    accounts: [urnOf("sponsoredAccount", accountExternalId)],
    ...only,
    fields: new Verbatim(fields.join(",")),
  };
}

/**
 * The rows of a question, asked in as many pieces as its metrics need. LinkedIn has no pages here and cuts long answers
 * without a word: one that reaches 15,000 rows is refused as `too_much_data.rows`. None at all are only believed of an
 * account that can be read.
 */
export async function askAnalytics(
  context: CallContext,
  request: SliceRequest,
  { metrics, ...question }: AnalyticsQuestion,
): Promise<unknown[]> {
  const answers: unknown[][] = [];
  for (const fields of chunkFields(metrics)) {
    const query = analyticsQuery(request, question, fields);
    const account = request.accountExternalId;
    const asked = { endpoint: "adAnalytics", path: "adAnalytics", query, account } as const;
    const listing = Listing.safeParse(await ask(context, asked));
    if (!listing.success)
      throw failure("provider_bug", { provider: providerName, detail: "envelope", cause: listing.error });
    if (listing.data.elements.length >= mostRows)
      throw failure("too_much_data", { provider: providerName, detail: "rows" });
    answers.push(listing.data.elements);
  }
  const rows = mergeRows(answers);
  if (rows.length === 0 && !question.only) await verifyAccess(context, request.accountExternalId);
  return rows;
}

export const isOneDay = ({ range }: SliceRequest) => daysBetween(range.from, range.to) === 0;
