import { child, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import { nthProduct, type Product } from "./products";
import { dayMs, hourMs, onGrid } from "./sandbox";

/**
 * What went wrong in a warehouse on a day, and what came of it. Every rule has stories that are a claim and stories that
 * only look like one.
 */
const stories = [
  ...["lost", "lost_found", "damaged", "lost_reimbursed", "cheap", "damaged_reimbursed", "lost_partly_found"],
  ...["damaged_by_customer", "reversal", "dear", "lost", "damaged", "replaced", "reversal_after_found"],
] as const;
export type Story = (typeof stories)[number];

export type Incident = {
  key: number;
  id: string;
  story: Story;
  at: number;
  product: Product;
  quantity: number;
};

export type Movement = {
  at: number;
  product: Product;
  eventType: "Adjustments" | "CustomerReturns" | "Receipts" | "Shipments" | "WhseTransfers";
  referenceId: string;
  quantity: number;
  centre: string;
  disposition: string;
  reason: string;
  /** When the units were found, paid or explained, and how many of them. */
  settled: { at: number; quantity: number } | null;
};

export type Payment = {
  id: string;
  at: number;
  reason: string;
  product: Product;
  orderId: string | null;
  /** In all; negative when taken back. */
  amountMinor: number;
  cash: number;
  replaced: number;
  originalId: string | null;
};

const centres = ["PHX7", "SDF8", "ONT8", "MKC6"] as const;
export const centreOf = (key: number): string => centres[key % centres.length] ?? "PHX7";

/** The incident of a UTC day; one a day. */
function incidentOf(account: AccountNode, day: number): Incident {
  const key = child(child(account.key, 72), day);
  const story = stories[day % stories.length] ?? "lost";
  return {
    key,
    ...{ id: String(700_000_000 + day * 10 + account.index), story },
    at: onGrid(day * dayMs + 10 * hourMs + roll(key, 1) * 10 * hourMs),
    product: nthProduct(account, day),
    quantity: story === "lost_partly_found" ? 3 : 1 + Math.floor(roll(key, 3) * 3),
  };
}

export const incidentsBetween = (account: AccountNode, from: number, to: number): Incident[] => {
  const found: Incident[] = [];
  for (let day = Math.floor(from / dayMs); day <= Math.floor(to / dayMs); day += 1)
    found.push(incidentOf(account, day));
  return found;
};

const isDamage = (story: Story) => story.startsWith("damaged");
const later = ({ at }: Incident, days: number) => at + days * dayMs;

/** Days from the loss to what settles it, and the units settled; null when nothing does. */
function settlementOf(incident: Incident): { at: number; quantity: number } | null {
  const { story, quantity } = incident;
  if (story === "lost" || story === "damaged") return null;
  if (story === "lost_partly_found") return { at: later(incident, 12), quantity: 1 };
  if (story === "lost_found") return { at: later(incident, 12), quantity };
  return { at: later(incident, 18), quantity };
}

/** The ledger's lines about an incident. */
export function movementsOf(incident: Incident): Movement[] {
  const { story, product, quantity, id, key } = incident;
  const line = (at: number, units: number, reason: string, settled: Movement["settled"]): Movement => ({
    ...{ at, product, quantity: units, reason, settled, referenceId: id, centre: centreOf(key) },
    eventType: "Adjustments",
    disposition: isDamage(story) ? "WAREHOUSE_DAMAGED" : "SELLABLE",
  });
  const settled = settlementOf(incident);
  if (story === "damaged_by_customer")
    return [{ ...line(incident.at, -quantity, "C", settled), disposition: "CUSTOMER_DAMAGED" }];
  if (isDamage(story)) return [line(incident.at, -quantity, "E", settled)];
  const lost = line(incident.at, -quantity, "M", settled);
  if (!settled || !story.includes("found")) return [lost];
  // Paid first and found a week later, or found and settled by that.
  const foundAt = story === "reversal_after_found" ? later(incident, 25) : settled.at;
  return [lost, line(foundAt, settled.quantity, "F", { at: foundAt, quantity: settled.quantity })];
}

/** What is lost before it is ordered is paid at its cost: the share of the units' price that was, in percent. */
const paidPercent: Partial<Record<Story, number>> = {
  lost_reimbursed: 45,
  damaged_reimbursed: 52,
  cheap: 30,
  dear: 80,
  reversal: 45,
  reversal_after_found: 45,
};

/** What was paid for an incident, and taken back again. */
export function paymentsOf(incident: Incident): Payment[] {
  const { story, product, quantity, id } = incident;
  const reason = isDamage(story) ? "Damaged_Warehouse" : "Lost_Warehouse";
  const base = { id: `4${id}`, product, orderId: null, originalId: null, reason };
  if (story === "replaced")
    return [{ ...base, at: later(incident, 18), amountMinor: 0, cash: 0, replaced: quantity }];
  const percent = paidPercent[story];
  if (percent === undefined) return [];
  const amountMinor = Math.round((product.priceMinor * quantity * percent) / 100);
  const paid = { ...base, at: later(incident, 18), amountMinor, cash: quantity, replaced: 0 };
  if (!story.startsWith("reversal")) return [paid];
  const back = { ...paid, id: `5${id}`, at: later(incident, 30), reason: "Reimbursement_Reversal" };
  return [paid, { ...back, amountMinor: -amountMinor, originalId: paid.id }];
}

/** The longest from a loss to the last thing that happens about it. */
export const longestStory = 31 * dayMs;
