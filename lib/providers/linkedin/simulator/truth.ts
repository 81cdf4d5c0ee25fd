import { addDays, dayIn, monthsOf } from "@/lib/domain/day";
import type { Entity } from "@/lib/domain/entity";
import type { DailyMetric, DemographicMetric } from "@/lib/domain/metric";
import type { Stringified, Truth } from "../../contract";
import { dayNumberOf, dayOfNumber, truthOf } from "../../simulation";
import type { AccountNode } from "./accounts";
import { segmentRows } from "./audiences";
import { readableAd, readableContent } from "./contents";
import { audiences, readableValue } from "./labels";
import { add, type Numbers, nothing } from "./numbers";
import { type Sandbox, wallNow } from "./sandbox";
import { levelRows } from "./totals";
import { statusAt, treeAt } from "./tree";
import { campaignName, groupName } from "./words";

type Measures = Omit<Stringified<DailyMetric>, "level" | "externalId" | "accountExternalId" | "day">;

const micros = (count: number) => String(BigInt(count) * 1_000_000n);
const money = (cents: number) => String(BigInt(cents) * 10_000n);

/** The numbers in our words, straight from the world and never through the wire. */
const measuresOf = (numbers: Numbers): Measures => ({
  spendMicros: money(numbers.spendCents),
  revenueMicros: money(numbers.valueCents),
  impressions: String(numbers.impressions),
  clicks: String(numbers.clicks),
  visitors: String(numbers.landings),
  conversionsMicros: micros(numbers.conversions),
  leadsMicros: micros(numbers.leads + numbers.mailLeads),
  installsMicros: null,
  purchasesMicros: null,
});

function entitiesOf(sandbox: Sandbox, account: AccountNode): Truth["entities"] {
  const now = wallNow(sandbox, account);
  const { groups, campaigns, creatives } = treeAt(account, now);
  type Told = Pick<Entity, "kind" | "parentExternalId" | "name">;
  const told = (node: Parameters<typeof statusAt>[0] & { id: string }, rest: Told) => ({
    ...rest,
    externalId: node.id,
    accountExternalId: account.id,
    status: statusAt(node, now),
  });
  return [
    ...groups.map((node) => told(node, { kind: "campaign", parentExternalId: null, name: groupName(node) })),
    ...campaigns.map((node) =>
      told(node, { kind: "adset", parentExternalId: node.group.id, name: campaignName(node) }),
    ),
    ...creatives.map((node) =>
      told(node, { kind: "ad", parentExternalId: node.campaign.id, name: readableAd(node) }),
    ),
    ...creatives.map((node) =>
      told(node, { kind: "creative", parentExternalId: null, name: readableContent(node) }),
    ),
  ];
}

const levels = ["account", "campaign", "adset", "ad"] as const;

function metricsOf(sandbox: Sandbox, account: AccountNode, days: number): Truth["metrics"] {
  const today = dayNumberOf(dayIn(account.timezone, sandbox.now()));
  const now = wallNow(sandbox, account);
  const numbers = Array.from({ length: days }, (_, index) => today - index);
  return levels.flatMap((level) =>
    numbers.flatMap((day) =>
      [...levelRows(sandbox, account, { level, day, now })].map((row) => ({
        level,
        externalId: row.id,
        accountExternalId: account.id,
        day: dayOfNumber(day),
        ...measuresOf(row.numbers),
      })),
    ),
  );
}

/** Values of one name are one audience. */
function byName(rows: ReturnType<typeof segmentRows>): Map<string, Numbers> {
  const names = new Map<string, Numbers>();
  for (const { value, numbers } of rows) {
    const name = readableValue(value);
    const known = names.get(name) ?? nothing();
    add(known, numbers);
    names.set(name, known);
  }
  return names;
}

/** Ranges as a first sync asks them: calendar months, newest first. */
function demographicsOf(
  sandbox: Sandbox,
  account: AccountNode,
  days: number,
): Stringified<DemographicMetric>[] {
  const today = dayIn(account.timezone, sandbox.now());
  const now = wallNow(sandbox, account);
  const ranges = monthsOf({ from: addDays(today, 1 - days), to: today });
  return ranges.flatMap(({ from, to }) =>
    Object.entries(audiences).flatMap(([pivot, { dimension }]) => {
      const asked = { pivot, days: { from: dayNumberOf(from), to: dayNumberOf(to) }, now };
      return [...byName(segmentRows(sandbox, account, asked))].map(([value, numbers]) => ({
        ...{ accountExternalId: account.id, dimension, value, from, to },
        ...measuresOf(numbers),
        revenueMicros: null,
      }));
    }),
  );
}

/** What a client must hold after reading the last `days` days; `only` narrows it to one account. */
export const tellTruth = (sandbox: Sandbox, days: number, only: string | null): Truth =>
  truthOf(sandbox, only, (accounts) => ({
    entities: accounts.flatMap((account) => entitiesOf(sandbox, account)),
    metrics: accounts.flatMap((account) => metricsOf(sandbox, account, days)),
    demographics: accounts.flatMap((account) => demographicsOf(sandbox, account, days)),
  }));
