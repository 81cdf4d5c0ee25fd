import { addDays, dayIn, monthsOf } from "@/lib/domain/day";
import type { Entity } from "@/lib/domain/entity";
import type { DailyMetric, DemographicMetric } from "@/lib/domain/metric";
import type { Stringified, Truth } from "../../contract";
import { dayNumberOf, dayOfNumber, truthOf } from "../../simulation";
import type { AccountNode } from "./accounts";
import { creativeName } from "./creatives";
import { adStatus, adsetStatus, campaignStatus, treeAt } from "./nodes";
import type { Numbers } from "./numbers";
import { type Sandbox, wallNow } from "./sandbox";
import { dailyRows, segmentRows } from "./totals";
import { adName, adsetName, campaignName } from "./words";

type Measures = Omit<Stringified<DailyMetric>, "level" | "externalId" | "accountExternalId" | "day">;

const micros = (count: number) => String(BigInt(count) * 1_000_000n);

/** The numbers in our words, straight from the world and never through the wire. */
function measuresOf({ minorUnits }: AccountNode, numbers: Numbers): Measures {
  const money = (minor: number) => String((BigInt(minor) * 1_000_000n) / BigInt(minorUnits));
  const { purchases, leads, installs, registrations } = numbers;
  return {
    spendMicros: money(numbers.spendMinor),
    revenueMicros: money(numbers.revenueMinor),
    impressions: String(numbers.impressions),
    clicks: String(numbers.clicks),
    visitors: String(numbers.visits),
    conversionsMicros: micros(purchases + leads + installs + registrations),
    leadsMicros: micros(leads),
    installsMicros: micros(installs),
    purchasesMicros: micros(purchases),
  };
}

function entitiesOf(sandbox: Sandbox, account: AccountNode): Truth["entities"] {
  const now = wallNow(sandbox, account);
  const { campaigns, adsets, ads } = treeAt(account, now);
  type Told = Pick<Entity, "kind" | "externalId" | "parentExternalId" | "name"> & { status: string | null };
  const told = ({ status, ...rest }: Told) => ({
    ...rest,
    accountExternalId: account.id,
    status: status ?? "DELETED",
  });
  return [
    ...campaigns.map((node) =>
      told({
        kind: "campaign",
        externalId: node.id,
        parentExternalId: null,
        name: campaignName(node),
        status: campaignStatus(node, now),
      }),
    ),
    ...adsets.map((node) =>
      told({
        kind: "adset",
        externalId: node.id,
        parentExternalId: node.campaign.id,
        name: adsetName(node),
        status: adsetStatus(node, now),
      }),
    ),
    ...ads.map((node) =>
      told({
        kind: "ad",
        externalId: node.id,
        parentExternalId: node.adset.id,
        name: adName(node) ?? node.id,
        status: adStatus(node, now),
      }),
    ),
    ...ads.map((node) =>
      told({
        kind: "creative",
        externalId: node.creativeId,
        parentExternalId: null,
        name: creativeName(node),
        status: "ACTIVE",
      }),
    ),
  ];
}

const levels = ["account", "campaign", "adset", "ad"] as const;

function metricsOf(sandbox: Sandbox, account: AccountNode, days: number): Truth["metrics"] {
  const today = dayNumberOf(dayIn(account.timezone, sandbox.now()));
  const range = { from: today - days + 1, to: today };
  return levels.flatMap((level) =>
    dailyRows(account, level, range, wallNow(sandbox, account)).map(({ ad, day, numbers }) => ({
      level,
      externalId: { account: account.id, campaign: ad.adset.campaign.id, adset: ad.adset.id, ad: ad.id }[
        level
      ],
      accountExternalId: account.id,
      day: dayOfNumber(day),
      ...measuresOf(account, numbers),
    })),
  );
}

/** Ranges as a first sync asks them: calendar months, newest first. */
function demographicsOf(
  sandbox: Sandbox,
  account: AccountNode,
  days: number,
): Stringified<DemographicMetric>[] {
  const today = dayIn(account.timezone, sandbox.now());
  const ranges = monthsOf({ from: addDays(today, 1 - days), to: today });
  return ranges.flatMap(({ from, to }) =>
    segmentRows(account, { from: dayNumberOf(from), to: dayNumberOf(to) }, wallNow(sandbox, account)).map(
      (segment) => ({
        accountExternalId: account.id,
        dimension: "age_gender",
        value: `${segment.age}|${segment.gender}`,
        ...{ from, to },
        ...measuresOf(account, segment.numbers),
      }),
    ),
  );
}

/** What a client must hold after reading the last `days` account days; `only` narrows it to one account. */
export const tellTruth = (sandbox: Sandbox, days: number, only: string | null): Truth =>
  truthOf(sandbox, only, (accounts) => ({
    entities: accounts.flatMap((account) => entitiesOf(sandbox, account)),
    metrics: accounts.flatMap((account) => metricsOf(sandbox, account, days)),
    demographics: accounts.flatMap((account) => demographicsOf(sandbox, account, days)),
  }));
