import { Day } from "@/lib/domain/day";
import { dayNumberOf } from "../../simulation";
import type { Asked } from "./asked";
import { isField } from "./fields";
import { problems } from "./problems";
import type { Value } from "./restli";

const levels = { ACCOUNT: "account", CAMPAIGN_GROUP: "campaign", CAMPAIGN: "adset", CREATIVE: "ad" } as const;
export type PivotLevel = (typeof levels)[keyof typeof levels];

/** Pivots LinkedIn knows beside its levels and audiences; nothing here ever happens by them. */
const quiet = [
  ...["COMPANY", "SHARE", "CONVERSION", "CONVERSATION_NODE", "CONVERSATION_NODE_OPTION_INDEX"],
  ...["SERVING_LOCATION", "CARD_INDEX", "MEMBER_COUNTY", "PLACEMENT_NAME", "IMPRESSION_DEVICE_TYPE"],
  ...["EVENT_STAGE", "OBJECTIVE_TYPE"],
];
const audienceNames = ["COMPANY_SIZE", "INDUSTRY", "SENIORITY", "JOB_TITLE", "JOB_FUNCTION", "COUNTRY_V2"];
const audiencePivots = [...audienceNames, "REGION_V2", "COMPANY"].map((name) => `MEMBER_${name}`);
const granularities = ["ALL", "DAILY", "MONTHLY", "YEARLY"] as const;
export type Granularity = (typeof granularities)[number];

export type AnalyticsQuestion = {
  pivots: string[];
  /** The levels of the pivots, or null when one of them is none. */
  levels: PivotLevel[] | null;
  granularity: Granularity;
  from: number;
  to: number;
  fields: string[];
  only: Record<"accounts" | "campaignGroups" | "campaigns" | "creatives", Set<string> | null>;
};

const mostFields = 20;
const mostPivots = 4;

function dayIn(value: Value | undefined, name: string): number {
  const part = (key: string) =>
    typeof value === "object" && !Array.isArray(value) ? Number(value[key]) : Number.NaN;
  const two = (number: number) => String(number).padStart(2, "0");
  const day = Day.safeParse(`${part("year")}-${two(part("month"))}-${two(part("day"))}`);
  if (!day.success) throw problems.param(`dateRange.${name}`, "is not a date");
  return dayNumberOf(day.data);
}

function rangeOf(asked: Asked, today: number): { from: number; to: number } {
  const range = asked.value("dateRange");
  if (range === undefined) throw problems.required("dateRange");
  if (typeof range === "string" || Array.isArray(range)) throw problems.param("dateRange", "is no record");
  const from = dayIn(range.start, "start");
  const to = range.end === undefined ? today : dayIn(range.end, "end");
  if (to < from) throw problems.param("dateRange", "ends before it starts");
  return { from, to };
}

function pivotsOf(asked: Asked): string[] {
  const finder = asked.text("q");
  if (finder !== "analytics" && finder !== "statistics") throw problems.param("q", "is no finder");
  const pivot = finder === "analytics" ? asked.choice("pivot") : null;
  const pivots = finder === "analytics" ? (pivot === null ? [] : [pivot]) : (asked.list("pivots") ?? []);
  if (pivots.length === 0) throw problems.required(finder === "analytics" ? "pivot" : "pivots");
  if (pivots.length > mostPivots) throw problems.param("pivots", "names too many");
  for (const name of pivots) {
    const isKnown = name in levels || quiet.includes(name) || audiencePivots.includes(name);
    if (!isKnown || (finder === "statistics" && audiencePivots.includes(name)))
      throw problems.field("pivot", `${name} is not supported`);
  }
  return pivots;
}

/** Without names LinkedIn answers impressions and clicks alone, which belong to nothing. */
function fieldsOf(asked: Asked, isOfMembers: boolean): string[] {
  const fields = asked.text("fields")?.split(",").filter(Boolean) ?? ["impressions", "clicks"];
  if (fields.length > mostFields) throw problems.field("fields", `at most ${mostFields} are allowed`);
  for (const name of fields)
    if (!isField(name, isOfMembers)) throw problems.field("fields", `${name} is not a field`);
  return fields;
}

function scope(asked: Asked, name: string, type: string): Set<string> | null {
  const urns = asked.list(name);
  if (urns === null) return null;
  const ids = urns.map((urn) => {
    const id = new RegExp(`^urn:li:${type}:(\\d+)$`).exec(urn)?.[1];
    if (id === undefined) throw problems.param(name, `${urn} is not a URN of type ${type}`);
    return id;
  });
  return new Set(ids);
}

/** What a question to adAnalytics asks, checked as LinkedIn does. */
export function readAnalyticsQuestion(asked: Asked, today: number): AnalyticsQuestion {
  const pivots = pivotsOf(asked);
  const granularity = granularities.find((name) => name === asked.choice("timeGranularity"));
  if (!granularity) throw problems.required("timeGranularity");
  const only = {
    accounts: scope(asked, "accounts", "sponsoredAccount"),
    campaignGroups: scope(asked, "campaignGroups", "sponsoredCampaignGroup"),
    campaigns: scope(asked, "campaigns", "sponsoredCampaign"),
    creatives: scope(asked, "creatives", "sponsoredCreative"),
  };
  if (Object.values(only).every((ids) => ids === null) && !asked.has("shares") && !asked.has("companies"))
    throw problems.required("accounts");
  const known = pivots.map((name) => levels[name as keyof typeof levels] as PivotLevel | undefined);
  const ofLevels = known.filter((level) => level !== undefined);
  const isOfMembers = pivots.some((name) => audiencePivots.includes(name));
  return {
    ...{ pivots, granularity, only, fields: fieldsOf(asked, isOfMembers) },
    levels: ofLevels.length === pivots.length ? ofLevels : null,
    ...rangeOf(asked, today),
  };
}
