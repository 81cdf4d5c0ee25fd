import { ClaimSettings } from "@/lib/domain/claim-settings";

const micros = 1_000_000;

export type RuleKey = Exclude<keyof ClaimSettings, "minimumMicros" | "unitValuePercent">;

/** The rules as they are listed, with the event their days count from. */
export const ruleWords = {
  lost: { label: "Lost in a warehouse", from: "the loss" },
  damaged: { label: "Damaged in a warehouse", from: "the damage" },
  refundWithoutReturn: {
    label: "Refund without return",
    from: "the refund; until changed, in Europe 45 to 105",
  },
  inboundShortage: { label: "Inbound shortage", from: "the closing of the shipment" },
  feeOvercharge: { label: "Fee too high", from: "the charge" },
  reimbursementShortfall: { label: "Paid too little", from: "the payment" },
  reimbursementReversal: { label: "Payment taken back", from: "the reversal" },
} as const satisfies Record<RuleKey, { label: string; from: string }>;

export const ruleKeys = Object.keys(ruleWords) as RuleKey[];

type Get = (settings: ClaimSettings) => number | string[];
type Threshold = { label: string; unit: "%" | "amount" | "codes"; read: Get };

const numbers = {
  minimum: { label: "Leave out claims below", unit: "amount", read: (s) => s.minimumMicros / micros },
  unitValue: {
    label: "A lost unit is worth this much of its price",
    unit: "%",
    read: (s) => s.unitValuePercent,
  },
  feeAbove: {
    label: "A fee is too high above this share",
    unit: "%",
    read: (s) => s.feeOvercharge.abovePercent,
  },
  feeAmount: {
    label: "…and above this amount",
    unit: "amount",
    read: (s) => s.feeOvercharge.aboveMicros / micros,
  },
  feeSame: {
    label: "Two fees are the same within",
    unit: "%",
    read: (s) => s.feeOvercharge.samePercent,
  },
  paidBelow: {
    label: "A payment for a return is too little below",
    unit: "%",
    read: (s) => s.reimbursementShortfall.paidBelowPercent,
  },
} as const satisfies Record<string, Threshold>;

const codes = {
  lostReasons: { label: "Reason codes of a loss", unit: "codes", read: (s) => s.lost.lostReasons },
  foundReasons: {
    label: "Reason codes of units found again",
    unit: "codes",
    read: (s) => s.lost.foundReasons,
  },
  damagedReasons: { label: "Reason codes of damage", unit: "codes", read: (s) => s.damaged.reasons },
} as const satisfies Record<string, Threshold>;

const thresholds = { ...numbers, ...codes };
export type ThresholdKey = keyof typeof thresholds;
export const thresholdList = Object.entries(thresholds) as [ThresholdKey, Threshold][];

/** What stands in the fields: text, until it is saved. */
export type Draft = Record<ThresholdKey | `${RuleKey}.from` | `${RuleKey}.until`, string>;

export function toDraft(settings: ClaimSettings): Draft {
  const days = ruleKeys.flatMap((key) => [
    [`${key}.from`, String(settings[key].window.fromDays)],
    [`${key}.until`, String(settings[key].window.untilDays)],
  ]);
  const rest = thresholdList.map(([key, { read }]) => [key, [read(settings)].flat().join(", ")]);
  return Object.fromEntries([...days, ...rest]);
}

const toNumber = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
const toMicros = (text: string) => Math.round(toNumber(text) * micros);
const toCodes = (text: string) => text.split(/[\s,]+/).filter((code) => code !== "");

/** The settings the fields spell, or null where they spell none. */
export function readDraft(draft: Draft): ClaimSettings | null {
  const window = (key: RuleKey) => ({
    fromDays: toNumber(draft[`${key}.from`]),
    untilDays: toNumber(draft[`${key}.until`]),
  });
  const { data = null } = ClaimSettings.safeParse({
    minimumMicros: toMicros(draft.minimum),
    unitValuePercent: toNumber(draft.unitValue),
    lost: {
      window: window("lost"),
      lostReasons: toCodes(draft.lostReasons),
      foundReasons: toCodes(draft.foundReasons),
    },
    damaged: { window: window("damaged"), reasons: toCodes(draft.damagedReasons) },
    refundWithoutReturn: { window: window("refundWithoutReturn") },
    inboundShortage: { window: window("inboundShortage") },
    feeOvercharge: {
      window: window("feeOvercharge"),
      abovePercent: toNumber(draft.feeAbove),
      aboveMicros: toMicros(draft.feeAmount),
      samePercent: toNumber(draft.feeSame),
    },
    reimbursementShortfall: {
      window: window("reimbursementShortfall"),
      paidBelowPercent: toNumber(draft.paidBelow),
    },
    reimbursementReversal: { window: window("reimbursementReversal") },
  });
  return data;
}

/** Why the fields cannot be saved, or null. */
export function whyNotSaved(draft: Draft): string | null {
  for (const key of ruleKeys) {
    const [from, until] = [toNumber(draft[`${key}.from`]), toNumber(draft[`${key}.until`])];
    if (until < from) return `${ruleWords[key].label}: its days end before they begin.`;
  }
  return readDraft(draft) === null
    ? "Days are whole numbers up to 730, shares whole numbers up to 100."
    : null;
}
