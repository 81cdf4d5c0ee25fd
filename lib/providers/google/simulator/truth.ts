import { addDays, dayIn, monthsOf } from "@/lib/domain/day";
import type { Entity } from "@/lib/domain/entity";
import type { DemographicMetric } from "@/lib/domain/metric";
import type { Stringified, Truth } from "../../contract";
import { dayNumberOf, dayOfNumber, truthOf, wallNow } from "../../simulation";
import type { CustomerNode } from "./accounts";
import { statusOf } from "./fields-campaigns";
import { add, conversionsIn, type Numbers, nothing } from "./numbers";
import type { Sandbox } from "./sandbox";
import { audienceRows, type DailyRow, type Dimension, dailyRows, hasAds, type Level } from "./totals";
import { type AdNode, treeAt } from "./tree";
import { told } from "./truth-words";
import { campaignName, groupName } from "./words";

const text = (count: number) => String(count);

/** The numbers in our words, straight from the world and never through the wire. */
const measuresOf = (numbers: Numbers) => ({
  spendMicros: text(numbers.costMicros),
  revenueMicros: text(numbers.valueMicros),
  impressions: text(numbers.impressions),
  clicks: text(numbers.clicks),
  visitors: text(numbers.clicks),
  conversionsMicros: text(conversionsIn(numbers)),
  leadsMicros: text(numbers.leads + numbers.calls),
  installsMicros: text(numbers.downloads),
  purchasesMicros: text(numbers.purchases),
});

function entitiesOf(sandbox: Sandbox, account: CustomerNode): Truth["entities"] {
  const now = wallNow(sandbox, account);
  const { campaigns, adGroups, assetGroups, ads } = treeAt(account, now);
  type Plain = Omit<Entity, "attributes" | "accountExternalId">;
  const all: Plain[] = [
    ...campaigns.map((node) => ({
      kind: "campaign" as const,
      externalId: node.id,
      parentExternalId: null,
      name: campaignName(node),
      status: statusOf(node, now),
    })),
    ...[...adGroups, ...assetGroups].map((node) => ({
      kind: "adset" as const,
      externalId: node.campaign.channel === "PERFORMANCE_MAX" ? `assetGroups/${node.id}` : node.id,
      parentExternalId: node.campaign.id,
      name: groupName(node),
      status: statusOf(node, now),
    })),
    ...ads.map((node) => ({
      kind: "ad" as const,
      externalId: idOf(node),
      parentExternalId: node.group.id,
      name: told(node).adName,
      status: statusOf(node, now),
    })),
    ...ads.map((node) => ({
      kind: "creative" as const,
      externalId: node.id,
      parentExternalId: null,
      name: told(node).creativeName,
      status: told(node).approval,
    })),
  ];
  return all.map((entity) => ({ ...entity, accountExternalId: account.id }));
}

const idOf = (ad: AdNode) => `${ad.group.id}~${ad.id}`;

const levels = [
  { level: "account", from: "account", keyOf: () => "" },
  { level: "campaign", from: "campaign", keyOf: ({ unit }: DailyRow) => unit.group.campaign.id },
  { level: "adset", from: "group", keyOf: ({ unit }: DailyRow) => groupId(unit) },
  { level: "ad", from: "ad", keyOf: ({ unit }: DailyRow) => (unit.ad ? idOf(unit.ad) : "") },
] as const satisfies { level: string; from: Level; keyOf: (row: DailyRow) => string }[];

const groupId = ({ ad, group }: DailyRow["unit"]) => (ad ? group.id : `assetGroups/${group.id}`);

function metricsOf(sandbox: Sandbox, account: CustomerNode, days: number): Truth["metrics"] {
  const today = dayNumberOf(dayIn(account.timezone, sandbox.now()));
  const range = { from: today - days + 1, to: today };
  const now = wallNow(sandbox, account);
  return levels.flatMap(({ level, from, keyOf }) =>
    dailyRows(account, from, range, now, level === "ad" ? hasAds : undefined).map((row) => ({
      level,
      externalId: keyOf(row) || account.id,
      accountExternalId: account.id,
      day: dayOfNumber(row.day),
      ...measuresOf(row.numbers),
    })),
  );
}

const spoken = (type: string) =>
  type.startsWith("AGE_RANGE_")
    ? type.slice(10).replace("_UP", "+").replace("_", "-").replace("UNDETERMINED", "unknown")
    : type.toLowerCase().replace("undetermined", "unknown");

/** Ranges as a first sync asks them: calendar months, newest first. */
function demographicsOf(
  sandbox: Sandbox,
  account: CustomerNode,
  days: number,
): Stringified<DemographicMetric>[] {
  const today = dayIn(account.timezone, sandbox.now());
  const now = wallNow(sandbox, account);
  return monthsOf({ from: addDays(today, 1 - days), to: today }).flatMap(({ from, to }) =>
    (["age", "gender"] satisfies Dimension[]).flatMap((dimension) => {
      const sums = new Map<string, Numbers>();
      const range = { from: dayNumberOf(from), to: dayNumberOf(to) };
      for (const { type, numbers } of audienceRows(account, dimension, range, now)) {
        const sum = sums.get(type) ?? nothing();
        add(sum, numbers);
        sums.set(type, sum);
      }
      const delivered = [...sums].filter(([, { impressions }]) => impressions > 0);
      return delivered.map(([type, sum]) => ({
        accountExternalId: account.id,
        dimension,
        value: spoken(type),
        ...{ from, to },
        ...measuresOf(sum),
      }));
    }),
  );
}

/** What a client must hold after reading the last `days` account days; `only` narrows it to one customer. */
export const tellTruth = (sandbox: Sandbox, days: number, only: string | null): Truth =>
  truthOf(sandbox, only, (accounts) => ({
    entities: accounts.flatMap((account) => entitiesOf(sandbox, account)),
    metrics: accounts.flatMap((account) => metricsOf(sandbox, account, days)),
    demographics: accounts.flatMap((account) => demographicsOf(sandbox, account, days)),
  }));
