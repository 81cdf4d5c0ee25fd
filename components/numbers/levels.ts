import type { Level } from "@/lib/domain/metric";

export const levels = [
  { value: "campaign", label: "Campaigns" },
  { value: "adset", label: "Ad sets" },
  { value: "ad", label: "Ads" },
] as const;

export const singles: Record<Level, string> = {
  account: "account",
  campaign: "campaign",
  adset: "ad set",
  ad: "ad",
};

const find = (level: string | null) => levels.find(({ value }) => value === level);

export const readLevel = (text: string | null) => find(text)?.value ?? "campaign";
export const labelOf = (level: Level): string => find(level)?.label ?? "";
