import { createHash } from "node:crypto";
import type { Fee, FeeLine } from "@/lib/domain/fee";
import { groupOf, kindOf } from "./fee-words";
import { CurrencyV0, Moment } from "./schema-values";

/** One event of the v0 API. Its lists differ in shape, so amounts are found where they stand. */
export type EventV0 = Record<string, unknown>;

const isRecord = (value: unknown): value is EventV0 =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textAt = (event: EventV0, ...names: string[]): string | null => {
  const found = names.map((name) => event[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : null;
};

const names = ["ChargeType", "FeeType", "PromotionType", "AdjustmentType", "DirectPaymentType", "TaxType"];
/** Amounts that repeat what another amount of the same event says already. */
const repeats = /^(PerUnitAmount|AdjustmentAmount|transactionValue|RentalInitialValue|TotalAmount)$/;

type Subject = Pick<FeeLine, "sku" | "orderItemId" | "quantity">;

function subjectIn(node: EventV0, outer: Subject): Subject {
  const quantity = Number(node.QuantityShipped ?? node.Quantity ?? Number.NaN);
  return {
    sku: textAt(node, "SellerSKU") ?? outer.sku,
    orderItemId: textAt(node, "OrderItemId", "OrderAdjustmentItemId") ?? outer.orderItemId,
    quantity: Number.isInteger(quantity) && quantity >= 0 ? quantity : outer.quantity,
  };
}

/** Every amount inside a node as a line; `name` is the one of the nearest thing that has one. */
function linesIn(
  node: EventV0,
  name: string,
  outer: Subject,
  skipsRepeats: boolean,
): (FeeLine & { currency: string })[] {
  const subject = subjectIn(node, outer);
  const own = textAt(node, ...names) ?? name;
  return Object.entries(node).flatMap(([key, value]) => {
    if (Array.isArray(value))
      return value.filter(isRecord).flatMap((inner) => linesIn(inner, own, subject, skipsRepeats));
    if (!isRecord(value)) return [];
    const money = CurrencyV0.safeParse(value);
    if (!money.success) return linesIn(value, own, subject, skipsRepeats);
    if (skipsRepeats && repeats.test(key)) return [];
    const type = own === name ? key.replace(/Amount$/, "") || own : own;
    const { currency, micros } = money.data;
    return [{ group: groupOf(type, [name]), type, ...subject, amountMicros: micros, currency }];
  });
}

const nobody: Subject = { sku: null, orderItemId: null, quantity: null };

/** The lines of an event; where only totals are given, those. */
function amountsOf(list: string, event: EventV0) {
  const name = textAt(event, ...names) ?? list.replace(/EventList$/, "");
  const items = event.AdjustmentItemList;
  if (Array.isArray(items) && items.length > 0) {
    return items.filter(isRecord).flatMap((item) => {
      const { TotalAmount } = item;
      return linesIn(
        { ...item, PerUnitAmount: undefined, TotalAmount: undefined, Amount: TotalAmount },
        name,
        nobody,
        false,
      ).map((line) => ({ ...line, type: name, group: groupOf(name) }));
    });
  }
  const lines = linesIn(event, name, nobody, true);
  return lines.length > 0 ? lines : linesIn(event, name, nobody, false);
}

const dates = ["PostedDate", "postedDate", "TransactionPostedDate", "TransactionCreationDate"];

/**
 * A financial event in our words, or why it cannot be used. v0 events have no id: theirs is a digest of what they say
 * and of which of several equal ones it is. Service fees have no date of their own: they get the window's.
 */
export function toFeeV0(input: {
  accountExternalId: string;
  currency: string;
  list: string;
  event: EventV0;
  ordinal: number;
  undated: string;
}): Fee | { field: string; reason: string } {
  const { accountExternalId, list, event, ordinal } = input;
  const said = textAt(event, ...dates);
  const postedAt = Moment.safeParse(said ?? input.undated);
  if (!postedAt.success) return { field: "PostedDate", reason: "not a moment" };
  const lines = amountsOf(list, event);
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  if (currencies.length > 1) return { field: "CurrencyCode", reason: "several currencies in one event" };
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))];
  const type = list.replace(/EventList$/, "");
  const about = textAt(event, "AdjustmentType", "FeeReason", "FeeDescription", "ReasonCode") ?? "";
  return {
    accountExternalId,
    externalId: createHash("sha256")
      .update(JSON.stringify([list, event, ordinal]))
      .digest("hex"),
    kind: kindOf(type, about),
    type: textAt(event, "AdjustmentType") ?? type,
    status: "released",
    postedAt: postedAt.data,
    orderExternalId: textAt(event, "AmazonOrderId"),
    sku: skus.length === 1 ? (skus[0] ?? null) : textAt(event, "SellerSKU"),
    description: about,
    currency: currencies[0] ?? input.currency,
    totalMicros: lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0n),
    lines: lines.map(({ currency: _, ...line }) => line),
  };
}
