import * as z from "zod";
import type { Stream } from "./stream";

export const Phase = z.enum([
  "authorise",
  "campaigns",
  "creatives",
  "campaign_metrics",
  "creative_metrics",
  "demographics",
  "orders",
  "inventory",
  "fees",
  "claims",
  "reconcile",
]);
export type Phase = z.infer<typeof Phase>;

type Description = { step: string; title: string; doing: string };

/** The six phases of ads (seed 001) and the six of a marketplace, as their step number and words; both authorise first. */
export const phases = {
  authorise: { step: "1/6", title: "Authorise", doing: "Checking access and planning" },
  campaigns: { step: "2/6", title: "Campaigns", doing: "Reading campaigns and ad sets" },
  creatives: { step: "3/6", title: "Creatives", doing: "Reading ads and creatives" },
  campaign_metrics: { step: "4/6", title: "Campaign metrics", doing: "Reading daily numbers of campaigns" },
  creative_metrics: { step: "5/6", title: "Creative metrics", doing: "Reading daily numbers of ads" },
  demographics: { step: "6/6", title: "Demographics", doing: "Reading age and gender" },
  orders: { step: "2/6", title: "Orders", doing: "Reading orders and their items" },
  inventory: { step: "3/6", title: "Inventory", doing: "Reading stock, returns and shipments" },
  fees: { step: "4/6", title: "Fees", doing: "Reading transactions and reimbursements" },
  claims: { step: "5/6", title: "Claims", doing: "Looking for what the marketplace owes" },
  reconcile: { step: "6/6", title: "Reconcile", doing: "Comparing orders with what was paid" },
} as const satisfies Record<Phase, Description>;

/** Phases that run one after the other; those of one group run in parallel. */
export const phaseGroups: readonly (readonly Phase[])[] = [
  ["campaigns"],
  ["creatives"],
  ["creative_metrics", "campaign_metrics", "demographics"],
  ["orders", "inventory", "fees"],
  ["claims"],
  ["reconcile"],
];

export const phaseOfStream = {
  campaigns: "campaigns",
  adsets: "campaigns",
  ads: "creatives",
  creatives: "creatives",
  account_metrics: "campaign_metrics",
  campaign_metrics: "campaign_metrics",
  adset_metrics: "campaign_metrics",
  ad_metrics: "creative_metrics",
  demographics: "demographics",
  orders: "orders",
  inventory: "inventory",
  stock_movements: "inventory",
  returns: "inventory",
  inbound_shipments: "inventory",
  fees: "fees",
  fee_estimates: "fees",
  reimbursements: "fees",
  claims: "claims",
  reconciliation: "reconcile",
} as const satisfies Record<Stream, Phase>;

export const streamLabels = {
  campaigns: "campaigns",
  adsets: "ad sets",
  ads: "ads",
  creatives: "creatives",
  account_metrics: "account metrics",
  campaign_metrics: "campaign metrics",
  adset_metrics: "ad set metrics",
  ad_metrics: "ad metrics",
  demographics: "demographics",
  orders: "orders",
  inventory: "stock",
  stock_movements: "warehouse ledger",
  returns: "customer returns",
  inbound_shipments: "inbound shipments",
  fees: "transactions",
  fee_estimates: "expected fees",
  reimbursements: "reimbursements",
  claims: "claims",
  reconciliation: "orders against transactions",
} as const satisfies Record<Stream, string>;
