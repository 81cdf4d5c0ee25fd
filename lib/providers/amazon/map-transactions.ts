import { createHash } from "node:crypto";
import type { Fee, FeeLine, FeeStatus } from "@/lib/domain/fee";
import { groupOf, kindOf } from "./fee-words";
import type { Breakdown, Transaction, TransactionItem } from "./schema-finances";

type Subject = Pick<FeeLine, "sku" | "orderItemId" | "quantity">;
const nobody: Subject = { sku: null, orderItemId: null, quantity: null };

/** Names that only say which share of the amount above them they are. */
const shares = new Set(["Base", "Principal", "Amount"]);

/** The leaves of a breakdown. What its parts do not add up to stays under its own name. */
function leavesOf(node: Breakdown, above: string[], subject: Subject): FeeLine[] {
  const parent = above.at(-1);
  const type =
    parent && shares.has(node.type) ? parent : parent && node.type === "Tax" ? `${parent}Tax` : node.type;
  const line = (amountMicros: bigint): FeeLine => ({
    group: groupOf(type, above),
    type,
    ...subject,
    amountMicros,
  });
  if (node.parts.length === 0) return [line(node.amount.micros)];
  const parts = node.parts.flatMap((part) => leavesOf(part, [...above, node.type], subject));
  const rest = node.amount.micros - parts.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
  return rest === 0n ? parts : [...parts, line(rest)];
}

const total = (lines: FeeLine[]) => lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);

function subjectOf({ contexts, relatedIdentifiers }: TransactionItem): Subject {
  const product = contexts?.find(({ contextType, sku }) => contextType === "ProductContext" || sku);
  const item = relatedIdentifiers?.find(({ itemRelatedIdentifierName: name }) =>
    /^ORDER(_ADJUSTMENT)?_ITEM_ID$/.test(name ?? ""),
  );
  return {
    sku: product?.sku ?? null,
    orderItemId: item?.itemRelatedIdentifierValue ?? null,
    quantity: product?.quantityShipped ?? null,
  };
}

const plain = (type: string, amountMicros: bigint, subject: Subject): FeeLine => ({
  group: groupOf(type),
  type,
  ...subject,
  amountMicros,
});

function linesOf(row: Transaction): FeeLine[] {
  const items = (row.items ?? []).flatMap((item) => {
    const subject = subjectOf(item);
    const lines = item.breakdowns.flatMap((node) => leavesOf(node, [], subject));
    const rest = (item.totalAmount?.micros ?? total(lines)) - total(lines);
    return rest === 0n ? lines : [...lines, plain(row.transactionType, rest, subject)];
  });
  const whole = row.breakdowns.flatMap((node) => leavesOf(node, [], nobody));
  const lines = items.length > 0 ? items : whole;
  const rest = row.totalAmount.micros - total(lines);
  return rest === 0n ? lines : [...lines, plain(row.transactionType, rest, nobody)];
}

const statuses: Record<string, FeeStatus> = { DEFERRED: "deferred", DEFERRED_RELEASED: "deferred_released" };

/** What tells a transaction apart that came without an id. */
const digest = (row: Transaction) =>
  createHash("sha256")
    .update(
      JSON.stringify([row.transactionType, row.postedDate, row.totalAmount, row.relatedIdentifiers], bigints),
    )
    .digest("hex");
const bigints = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

export function toFee(accountExternalId: string, row: Transaction): Fee {
  const related = (name: string) =>
    row.relatedIdentifiers?.find(({ relatedIdentifierName }) => relatedIdentifierName === name)
      ?.relatedIdentifierValue ?? null;
  const lines = linesOf(row);
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))];
  const about = [row.description ?? "", ...row.breakdowns.map(({ type }) => type)].join(" ");
  return {
    accountExternalId,
    externalId: row.transactionId ?? digest(row),
    kind: kindOf(row.transactionType, about),
    type: row.transactionType,
    status: statuses[row.transactionStatus ?? ""] ?? "released",
    postedAt: row.postedDate,
    orderExternalId: related("ORDER_ID"),
    sku: skus.length === 1 ? (skus[0] ?? null) : null,
    description: row.description ?? "",
    currency: row.totalAmount.currency,
    totalMicros: row.totalAmount.micros,
    lines,
  };
}
