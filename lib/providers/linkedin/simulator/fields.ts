import { child } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { Numbers } from "./numbers";

const twice = (...names: string[]) =>
  names.flatMap((name) => [name, `viral${name[0]?.toUpperCase()}${name.slice(1)}`]);

/** Metrics LinkedIn knows and this world has none of: they are zero. */
const still = [
  ...twice("cardClicks", "cardImpressions", "commentLikes", "comments", "companyPageClicks", "follows"),
  ...twice("documentCompletions", "documentFirstQuartileCompletions", "documentMidpointCompletions"),
  ...twice("documentThirdQuartileCompletions", "downloadClicks", "fullScreenPlays", "jobApplications"),
  ...twice("jobApplyClicks", "likes", "oneClickLeadFormOpens", "otherEngagements", "reactions"),
  ...twice("registrations", "shares", "postClickJobApplications", "postClickJobApplyClicks"),
  ...twice("postClickRegistrations", "postViewJobApplications", "postViewJobApplyClicks"),
  ...twice("postViewRegistrations", "externalWebsitePostViewConversions", "videoStarts", "videoViews"),
  ...twice("videoCompletions", "videoFirstQuartileCompletions", "videoMidpointCompletions"),
  ...twice("videoThirdQuartileCompletions"),
  ...["adUnitClicks", "audiencePenetration", "averageDwellTime", "costPerQualifiedLead", "headlineClicks"],
  ...["headlineImpressions", "leadGenerationMailInterestedClicks", "opens", "qualifiedLeads", "sends"],
  ...["subscriptionClicks", "talentLeads", "textUrlClicks", "validWorkEmailLeads"],
  ...["viralImpressions", "viralClicks", "viralLandingPageClicks", "viralTotalEngagements"],
  ...["viralExternalWebsiteConversions", "viralExternalWebsitePostClickConversions", "viralOneClickLeads"],
];

const hundredth = 100_000_000_000_000n;

/** Hundredths as LinkedIn writes money: exact, with dust in the last places, or `-2E-18` for nothing. */
export function moneyText(cents: number, key: number): string {
  const way = child(key, cents) % 4;
  if (cents === 0) return way === 0 ? "-2E-18" : "0";
  const whole = Math.floor(cents / 100);
  const plain = `${whole}.${String(cents % 100).padStart(2, "0")}`;
  if (way === 1) return `${plain}00000000006`;
  if (way === 2) {
    const dusty = (BigInt(cents) * hundredth) / 100n - 4n;
    return `${dusty / hundredth}.${String(dusty % hundredth).padStart(14, "0")}`;
  }
  return way === 3 ? `${plain}0` : plain.replace(/\.00$/, "");
}

type Measure = (numbers: Numbers, account: AccountNode, key: number) => number | string;

const measures: Record<string, Measure> = {
  impressions: ({ impressions }) => impressions,
  clicks: ({ clicks }) => clicks,
  actionClicks: ({ clicks }) => clicks,
  totalEngagements: ({ clicks }) => clicks,
  landingPageClicks: ({ landings }) => landings,
  costInLocalCurrency: ({ spendCents }, _account, key) => moneyText(spendCents, key),
  costInUsd: ({ spendCents }, { perDollar }, key) => moneyText(Math.round(spendCents / perDollar), key + 1),
  externalWebsiteConversions: ({ conversions }) => conversions,
  externalWebsitePostClickConversions: ({ conversions }) => conversions,
  conversionValueInLocalCurrency: ({ valueCents }, _account, key) => moneyText(valueCents, key + 2),
  oneClickLeads: ({ leads }) => leads,
  leadGenerationMailContactInfoShares: ({ mailLeads }) => mailLeads,
  approximateMemberReach: ({ impressions }) => Math.floor(impressions * 0.6),
  ...Object.fromEntries(still.map((name) => [name, () => 0])),
};

/** Not told about members, for their protection. */
const notOfMembers = ["conversionValueInLocalCurrency", "approximateMemberReach"];
const keyFields = ["dateRange", "pivotValues"];

export const isField = (name: string, isOfMembers: boolean) =>
  keyFields.includes(name) ||
  (Object.hasOwn(measures, name) && !(isOfMembers && notOfMembers.includes(name)));

/** The metrics asked for, or null when none of them happened: such rows are left out. */
export function show(
  fields: string[],
  numbers: Numbers,
  account: AccountNode,
  key: number,
): Record<string, unknown> | null {
  const row: Record<string, unknown> = {};
  let happened = false;
  for (const name of fields) {
    const value = measures[name]?.(numbers, account, key);
    if (value === undefined) continue;
    row[name] = value;
    happened ||= typeof value === "number" ? value > 0 : Number(value) > 0;
  }
  const asksNothing = fields.every((name) => keyFields.includes(name));
  return happened || (asksNothing && numbers.impressions > 0) ? row : null;
}
