import type { Wall } from "../../simulation";
import type { ClientNode, CustomerNode } from "./accounts";
import type { ActionNode } from "./actions";
import type { Converted, Numbers } from "./numbers";
import type { AdNode, CampaignNode, GroupNode } from "./tree";

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
