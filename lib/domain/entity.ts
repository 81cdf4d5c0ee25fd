import * as z from "zod";

export const EntityKind = z.enum(["campaign", "adset", "ad", "creative"]);
export type EntityKind = z.infer<typeof EntityKind>;

/** A vendor's own JSON value, kept for reading; never holds expiring links or credentials. */
export type Attributes = Record<string, unknown>;

/** A thing the provider lists. `parentExternalId` is null at the top of the tree. */
export type Entity = {
  kind: EntityKind;
  externalId: string;
  accountExternalId: string;
  parentExternalId: string | null;
  name: string;
  status: string;
  attributes: Attributes;
};

/** An ad account as the provider describes it. */
export type Account = {
  externalId: string;
  name: string;
  currency: string;
  timezone: string;
  status: "active" | "disabled";
};
