import * as z from "zod";

const Days = z.int().min(0).max(730);
const Percent = z.int().min(0).max(100);
const Reasons = z.array(z.string().min(1).max(40)).max(40);

/** A claim is told of once it is `fromDays` old, and the vendor takes it until it is `untilDays` old. */
const Window = z.object({ fromDays: Days, untilDays: Days }).refine((w) => w.fromDays <= w.untilDays, {
  error: "ends before it begins",
});

/** Thresholds of the claim rules, per workspace. Days count from the event: the loss, the refund, the closing, the payment. */
export const ClaimSettings = z.object({
  /** Claims valued below this, in micros of their own currency, are left out. */
  minimumMicros: z.int().min(0),
  /** Share of a unit's price that a reimbursement is expected to pay. */
  unitValuePercent: Percent,
  lost: z.object({ window: Window, lostReasons: Reasons, foundReasons: Reasons }),
  damaged: z.object({ window: Window, reasons: Reasons }),
  refundWithoutReturn: z.object({ window: Window }),
  inboundShortage: z.object({ window: Window }),
  feeOvercharge: z.object({
    window: Window,
    /** Charged above what was to be expected by more than both of these. */
    abovePercent: Percent,
    aboveMicros: z.int().min(0),
    /** The same fee again, for more units than were sold, when the amounts differ by no more than this. */
    samePercent: Percent,
  }),
  reimbursementShortfall: z.object({ window: Window, paidBelowPercent: Percent }),
  reimbursementReversal: z.object({ window: Window }),
});
export type ClaimSettings = z.infer<typeof ClaimSettings>;

/**
 * Defaults, with their sources.
 * - Warehouse claims are taken for 60 days after the loss or damage was reported, customer return claims from day 60 to
 *   day 120 after the refund: Amazon's FBA reimbursement policy (Seller Central help G9N934L7Y4SFWPJ4 and the
 *   announcement of the eligibility windows). Found units mostly turn up within 30 days, hence the wait. Where an
 *   account's marketplace has other days, its provider says so.
 * - Reason codes: M misplaced, 5 unrecoverable, F and N found or transferred in; 6 7 E H K U damaged in a warehouse:
 *   Seller Central help 200453260. Amazon publishes no machine-readable list, so they are settings.
 * - Inbound shortages after 90 days, fee differences above 5 % and 0.10, payments for customer returns under 90 % of the
 *   price and fees equal within 1 %: what published reconciliation tools use.
 */
export const defaultClaimSettings: ClaimSettings = {
  minimumMicros: 0,
  unitValuePercent: 100,
  lost: {
    window: { fromDays: 30, untilDays: 60 },
    lostReasons: ["M", "5"],
    foundReasons: ["F", "N"],
  },
  damaged: { window: { fromDays: 30, untilDays: 60 }, reasons: ["6", "7", "E", "H", "K", "U"] },
  refundWithoutReturn: { window: { fromDays: 60, untilDays: 120 } },
  inboundShortage: { window: { fromDays: 90, untilDays: 270 } },
  feeOvercharge: {
    window: { fromDays: 0, untilDays: 90 },
    abovePercent: 5,
    aboveMicros: 100_000,
    samePercent: 1,
  },
  reimbursementShortfall: { window: { fromDays: 0, untilDays: 60 }, paidBelowPercent: 90 },
  reimbursementReversal: { window: { fromDays: 0, untilDays: 60 } },
};

const isUsual = <K extends keyof ClaimSettings>(key: K, settings: ClaimSettings) =>
  JSON.stringify(settings[key]) === JSON.stringify(defaultClaimSettings[key]);

/** The thresholds of an account: those of its marketplace hold where nobody changed the usual ones. */
export function settingsOfAccount(settings: ClaimSettings, own: Partial<ClaimSettings> = {}): ClaimSettings {
  const kept = Object.entries(own).filter(([key]) => isUsual(key as keyof ClaimSettings, settings));
  return { ...settings, ...Object.fromEntries(kept) };
}
