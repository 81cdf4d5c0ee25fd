import * as z from "zod";
import { isStorable, toStorable } from "@/lib/core/text";

export const EntityKind = z.enum(["campaign", "adset", "ad", "creative"]);
export type EntityKind = z.infer<typeof EntityKind>;

/** What a complete listing can tell to be gone. */
export const ListedKind = z.enum([...EntityKind.options, "inventory", "stock_movement"]);
export type ListedKind = z.infer<typeof ListedKind>;

const ExternalId = z.string().min(1).max(512).refine(isStorable, "holds a character Postgres cannot store");
const Text = z.string().transform((text) => toStorable(text).slice(0, 4_000));

/** A thing the provider lists. `parentExternalId` is null at the top of the tree. */
export const Entity = z.object({
  kind: EntityKind,
  externalId: ExternalId,
  accountExternalId: ExternalId,
  parentExternalId: ExternalId.nullable(),
  name: Text,
  status: Text,
  /** The vendor's own values, kept for reading; never expiring links or credentials. */
  attributes: z.record(z.string(), z.unknown()),
});
export type Entity = z.infer<typeof Entity>;

/**
 * Statuses, in the vendors' words, of what runs no more and may be missing from their answers for that alone; UNKNOWN
 * is what was never listed.
 */
export const endedStatuses = ["ARCHIVED", "CANCELED", "DELETED", "PENDING_DELETION", "REMOVED", "UNKNOWN"];

/** An ad account as the provider describes it. */
export type Account = {
  externalId: string;
  name: string;
  currency: string;
  timezone: string;
  status: "active" | "disabled";
  /** The way by which this login reaches it, in the provider's own words; unset where its id is enough. */
  route?: string;
};
