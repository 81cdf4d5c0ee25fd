import type { Wall } from "../../simulation";
import type { ClientNode, CustomerNode } from "./accounts";
import type { ActionNode } from "./actions";
import type { Converted, Numbers } from "./numbers";
import type { AdNode, CampaignNode, GroupNode, Unit } from "./tree";

/** Who is asked: a customer with ads, or a manager or closed one that only tells about itself. */
export type Asked = { client: ClientNode; customer: CustomerNode | null; now: Wall };

/** What a row of an answer is about. Days are numbers since 1970-01-01. */
export type WorldRow = {
  asked: Asked;
  client?: ClientNode;
  campaign?: CampaignNode;
  group?: GroupNode;
  ad?: AdNode;
  action?: ActionNode;
  /** `AGE_RANGE_25_34`, `MALE`. */
  audience?: string;
  day?: number;
  /** The kind of conversion a row is narrowed to. */
  converted?: Converted;
  numbers?: Numbers;
};

/** A row of what was measured. There may be a million of them: what it is about is looked up when it is shown. */
export class MeasuredRow implements WorldRow {
  constructor(
    readonly asked: Asked,
    readonly from: string,
    readonly unit: Unit,
    readonly numbers: Numbers,
    readonly day: number | undefined,
    readonly audience: string | undefined,
    readonly converted?: Converted,
  ) {}

  get campaign(): CampaignNode | undefined {
    return this.from === "customer" ? undefined : this.unit.group.campaign;
  }
  get group(): GroupNode | undefined {
    return this.from === "customer" || this.from === "campaign" ? undefined : this.unit.group;
  }
  get ad(): AdNode | undefined {
    return this.from === "ad_group_ad" ? (this.unit.ad ?? undefined) : undefined;
  }
  /** What it is about, days and conversions apart. */
  get key(): string {
    const { ad, group, campaign, audience = "" } = this;
    return `${(ad ?? group ?? campaign)?.id ?? ""} ${audience}`;
  }
  of(converted: Converted): MeasuredRow {
    const { asked, from, unit, numbers, day, audience } = this;
    return new MeasuredRow(asked, from, unit, numbers, day, audience, converted);
  }
}
