import { describe, expect, test } from "vitest";
import { defaultClaimSettings as settings, settingsOfAccount } from "@/lib/domain/claim-settings";
import { claimRules, detectClaims } from "@/lib/domain/claims/detect";
import type { ChargeFact, ClaimFacts, RefundFact } from "@/lib/domain/claims/facts";
import type { InboundItem } from "@/lib/domain/warehouse";
import { claimDefaultsOf } from "@/lib/providers/amazon/europe";
import { emptyFacts, estimate, movement, reimbursement } from "../support/claim-facts";

const detect = (facts: Partial<ClaimFacts>, today = "2026-06-10", changed = settings) =>
  detectClaims(claimRules, { facts: { ...emptyFacts, ...facts }, settings: changed, today });
const only = (facts: Partial<ClaimFacts>, today?: string) => {
  const claims = detect(facts, today);
  expect(claims).toHaveLength(1);
  return claims[0];
};

describe("lost in a warehouse", () => {
  const lost = [movement({})];
  test("is claimed at the price of its units once it is 30 days old, and expires after 60", () => {
    expect(detect({ movements: lost, estimates: [estimate] }, "2026-05-19")).toEqual([]);
    expect(only({ movements: lost, estimates: [estimate] }, "2026-05-20")).toMatchObject({
      kind: "lost_in_warehouse",
      externalId: "lost-unreconciled|move-1",
      quantity: 3,
      amountMicros: 30_000_000n,
      currency: "EUR",
      confidence: 85,
      deadline: "2026-06-19",
      status: "open",
    });
    expect(only({ movements: lost, estimates: [estimate] })?.evidence[0]?.says).toContain("an estimate");
    expect(only({ movements: lost }, "2026-06-19")?.status).toBe("open");
    expect(only({ movements: lost }, "2026-06-20")?.status).toBe("expired");
  });

  test("is valued by what its sku sold for when no estimate says so, and not at all when nothing does", () => {
    const soldAt = [{ sku: "SKU-1", currency: "EUR", micros: 8_000_000n }];
    expect(only({ movements: lost, soldAt })).toMatchObject({ amountMicros: 24_000_000n, confidence: 70 });
    expect(only({ movements: lost })).toMatchObject({ amountMicros: null, confidence: 70 });
  });

  test("shrinks by what was found or paid since, and is gone when all of it was", () => {
    const found = movement({ externalId: "move-2", day: "2026-05-02", quantity: 1, reason: "F" });
    expect(only({ movements: [...lost, found] })?.quantity).toBe(2);
    const paid = reimbursement({ quantityCash: 1, quantityReplaced: 1, amountMicros: 10_000_000n });
    expect(detect({ movements: [...lost, found], reimbursements: [paid] })).toEqual([]);
    expect(detect({ movements: [movement({ reconciled: 3 })] })).toEqual([]);
  });

  test("is not explained by what was found or paid before", () => {
    const earlier = movement({ externalId: "move-0", day: "2026-04-19", quantity: 3, reason: "F" });
    const paid = reimbursement({ approvedAt: "2026-04-01T00:00:00Z" });
    expect(only({ movements: [earlier, ...lost], reimbursements: [paid] })?.quantity).toBe(3);
  });
});

test("damaged stock is claimed until it is paid; its second line, into the damaged stock, is no claim", () => {
  const pair = [
    movement({ externalId: "out", quantity: -2, reason: "E" }),
    movement({ externalId: "in", quantity: 2, reason: "P", disposition: "WAREHOUSE_DAMAGED" }),
  ];
  expect(only({ movements: pair, estimates: [estimate] })).toMatchObject({
    kind: "damaged_in_warehouse",
    quantity: 2,
    amountMicros: 20_000_000n,
  });
  const paid = reimbursement({ kind: "damaged_warehouse", quantityCash: 2, amountMicros: 20_000_000n });
  expect(detect({ movements: pair, reimbursements: [paid] })).toEqual([]);
});

describe("a refund", () => {
  const refund: RefundFact = {
    externalId: "refund-1",
    orderExternalId: "order-1",
    sku: "SKU-1",
    quantity: 2,
    revenueMicros: 20_000_000n,
    currency: "EUR",
    postedAt: "2026-04-01T10:00:00Z",
    fulfilledBy: "marketplace",
  };
  const back = (quantity: number) => ({
    externalId: "back",
    orderExternalId: "order-1",
    sku: "SKU-1",
    quantity,
    returnedAt: "2026-04-03T00:00:00Z",
  });

  test("whose goods did not come back is claimed from day 60 to day 120", () => {
    expect(detect({ refunds: [refund] }, "2026-05-30")).toEqual([]);
    expect(only({ refunds: [refund] }, "2026-05-31")).toMatchObject({
      kind: "refund_without_return",
      orderExternalId: "order-1",
      amountMicros: 20_000_000n,
      deadline: "2026-07-30",
    });
  });

  test("is claimed in part when a part came back, and not at all when all did or was paid", () => {
    expect(only({ refunds: [refund], returns: [back(1)] })).toMatchObject({
      quantity: 1,
      amountMicros: 10_000_000n,
    });
    expect(detect({ refunds: [refund], returns: [back(2)] })).toEqual([]);
    const paid = reimbursement({
      kind: "customer_return",
      orderExternalId: "order-1",
      quantityCash: 2,
      amountMicros: 20_000_000n,
    });
    expect(detect({ refunds: [refund], reimbursements: [paid] })).toEqual([]);
  });

  test("of what the merchant ships is the merchant's own business", () => {
    expect(detect({ refunds: [{ ...refund, fulfilledBy: "merchant" }] })).toEqual([]);
    expect(only({ refunds: [{ ...refund, fulfilledBy: null }] })?.confidence).toBe(55);
  });
});

test("days of an account's own marketplace hold until the workspace changes them", () => {
  const own = { refundWithoutReturn: { window: { fromDays: 45, untilDays: 105 } } };
  expect(settingsOfAccount(settings, own)).toEqual({ ...settings, ...own });
  expect(settingsOfAccount(settings)).toEqual(settings);
  const chosen = { ...settings, refundWithoutReturn: { window: { fromDays: 50, untilDays: 90 } } };
  expect(settingsOfAccount(chosen, own)).toEqual(chosen);
  expect(claimDefaultsOf("SELLER:A1PA6795UKMFR9")).toEqual(own);
  expect(claimDefaultsOf("SELLER:ATVPDKIKX0DER")).toEqual({});
});

test("a closed shipment is claimed for what is missing and not paid, 90 days after its end", () => {
  const item: InboundItem & { closedAt: string } = {
    accountExternalId: "seller",
    shipmentId: "FBA1",
    sku: "SKU-1",
    fnsku: "X1",
    status: "closed",
    quantityShipped: 50,
    quantityReceived: 44,
    closedAt: "2026-03-01T00:00:00Z",
  };
  expect(detect({ inbound: [item] }, "2026-05-29")).toEqual([]);
  expect(only({ inbound: [item], estimates: [estimate] })).toMatchObject({
    kind: "inbound_shortage",
    shipmentId: "FBA1",
    quantity: 6,
    amountMicros: 60_000_000n,
    deadline: "2026-11-26",
  });
  const paid = reimbursement({ kind: "lost_inbound", quantityCash: 2 });
  expect(only({ inbound: [item], reimbursements: [paid] })?.quantity).toBe(4);
});

describe("a fee", () => {
  const charge = (feeExternalId: string, amountMicros: bigint) => ({
    feeExternalId,
    amountMicros,
    units: 1,
    postedAt: "2026-06-01T00:00:00Z",
  });
  const fact: ChargeFact = {
    orderExternalId: "order-1",
    sku: "SKU-1",
    group: "fulfilment_fee",
    type: "FBAPerUnitFulfillmentFee",
    currency: "EUR",
    charges: [charge("fee-1", 3_000_000n), charge("fee-2", 3_000_000n)],
    netMicros: 6_000_000n,
    unitsOrdered: 1,
  };

  test("charged for more units than were ordered is claimed for those", () => {
    expect(only({ charges: [fact] })).toMatchObject({
      rule: "fee-charged-again",
      quantity: 1,
      amountMicros: 3_000_000n,
    });
    expect(detect({ charges: [{ ...fact, unitsOrdered: 2 }] })).toEqual([]);
    expect(detect({ charges: [{ ...fact, netMicros: 3_000_000n }] })).toEqual([]);
  });

  test("above what is to be expected is claimed when it is so by 5 % and by 0.10 a unit", () => {
    const once = (amount: bigint): ChargeFact => ({
      ...fact,
      charges: [charge("fee-1", amount)],
      netMicros: amount,
    });
    const claimed = (amount: bigint) => detect({ charges: [once(amount)], estimates: [estimate] });
    expect(claimed(3_000_000n)).toEqual([]);
    expect(claimed(3_150_000n)).toEqual([]);
    expect(claimed(3_400_000n)).toMatchObject([{ rule: "fee-above-expected", amountMicros: 400_000n }]);
    const cheap = { ...estimate, fulfilmentFeeMicros: 100_000n };
    expect(detect({ charges: [once(190_000n)], estimates: [cheap] })).toEqual([]);
  });
});

describe("a reimbursement", () => {
  test("for goods a customer kept is claimed for the rest when it is under 90 % of the price", () => {
    const kept = { kind: "customer_return", orderExternalId: "order-1" } as const;
    const short = reimbursement({ ...kept, amountMicros: 26_000_000n });
    expect(only({ reimbursements: [short], estimates: [estimate] })).toMatchObject({
      kind: "reimbursement_shortfall",
      amountMicros: 4_000_000n,
    });
    const enough = reimbursement({ ...kept, amountMicros: 27_000_000n });
    expect(detect({ reimbursements: [enough], estimates: [estimate] })).toEqual([]);
    const replaced = reimbursement({ ...kept, amountMicros: 0n, quantityCash: 0, quantityReplaced: 3 });
    expect(detect({ reimbursements: [replaced], estimates: [estimate] })).toEqual([]);
  });

  test("for goods nobody had ordered is paid at their cost: less than their price is no claim", () => {
    for (const kind of ["lost_warehouse", "damaged_warehouse", "lost_inbound"] as const)
      expect(
        detect({
          reimbursements: [reimbursement({ kind, amountMicros: 9_000_000n })],
          estimates: [estimate],
        }),
      ).toEqual([]);
  });

  test("that several accounts tell of is claimed in one of them, and pays for losses in each", () => {
    const shared = { ...reimbursement({ amountMicros: 26_000_000n }), isShared: true };
    expect(detect({ reimbursements: [shared], movements: [movement({})], estimates: [estimate] })).toEqual(
      [],
    );
  });

  test("taken back is claimed, unless the goods were found or it was paid again", () => {
    const original = reimbursement({});
    const reversal = reimbursement({
      externalId: "back-1",
      kind: "reversal",
      approvedAt: "2026-06-01T00:00:00Z",
      amountMicros: -30_000_000n,
      originalExternalId: "paid-1",
    });
    const both = [original, reversal];
    expect(only({ reimbursements: both })).toMatchObject({
      kind: "reimbursement_reversal",
      amountMicros: 30_000_000n,
    });
    const found = movement({ externalId: "found", day: "2026-05-30", quantity: 3, reason: "F" });
    expect(detect({ reimbursements: both, movements: [found] })).toEqual([]);
    const again = reimbursement({ externalId: "paid-2", approvedAt: "2026-06-05T00:00:00Z" });
    expect(detect({ reimbursements: [...both, again] })).toEqual([]);
  });
});
