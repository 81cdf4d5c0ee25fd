import type { GapReason } from "@/lib/domain/gap";

export const gapWords = {
  rounding: { label: "rounding", meaning: "Each part is rounded by the provider; the sum need not be." },
  not_yet_read: {
    label: "read at different times",
    meaning: "The account was read by another sync than its parts; the next reading closes it.",
  },
  deleted_entities: {
    label: "deleted since",
    meaning: "Campaigns or ads that were deleted are still part of the account's number.",
  },
  performance_without_ads: {
    label: "campaigns without ads",
    meaning: "Some campaigns have numbers but no ads of their own that could be listed.",
  },
  unexplained: {
    label: "not explained",
    meaning: "The provider's numbers do not add up, and nothing we know accounts for it.",
  },
} as const satisfies Record<GapReason, { label: string; meaning: string }>;
