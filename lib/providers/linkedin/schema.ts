import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { readDecimal } from "./decimal";
import { idIn } from "./urn";

const text = z.string().optional();

/** Numbers of accounts, groups and campaigns; LinkedIn sends them as JSON numbers, now and then as text or a URN. */
const idOf = (type: string) =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    const id = idIn(String(value), type) ?? String(value);
    if (/^[1-9]\d{0,18}$/.test(id) && Number.isSafeInteger(Number(id))) return id;
    context.addIssue({ code: "custom", message: `not the id of a ${type}` });
    return z.NEVER;
  });

/** A reference to an entity by its URN, as its id. */
const urnOf = (type: string) =>
  z.string().transform((urn, context) => {
    const id = idIn(urn, type);
    if (id !== null && /^\d{1,19}$/.test(id)) return id;
    context.addIssue({ code: "custom", message: `not the URN of a ${type}` });
    return z.NEVER;
  });

const AccountId = idOf("sponsoredAccount");
const OfAccount = urnOf("sponsoredAccount");

/** A decimal as micro-units; `"-2E-18"` is what LinkedIn calls nothing. */
const Micros = z.union([z.string(), z.number()]).transform((value, context) => {
  const micros = readDecimal(String(value));
  if (micros !== null) return micros;
  context.addIssue({ code: "custom", message: "not a decimal number" });
  return z.NEVER;
});

const Count = z
  .union([z.string(), z.number()])
  .refine((value) => /^\d{1,18}$/.test(String(value)), "not a whole number")
  .transform((value) => BigInt(value));

const two = (value: number) => String(value).padStart(2, "0");
export const CalendarDay = z
  .object({ year: z.number().int(), month: z.number().int(), day: z.number().int() })
  .transform(({ year, month, day }) => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`)
  .pipe(Day);

/** Metrics we read, in LinkedIn's spelling. LinkedIn leaves rows and fields that are zero out. */
export const metricFields = [
  "impressions",
  "clicks",
  "landingPageClicks",
  "costInLocalCurrency",
  "externalWebsiteConversions",
  "conversionValueInLocalCurrency",
  "oneClickLeads",
  "leadGenerationMailContactInfoShares",
] as const;

/** One row of adAnalytics: what happened to one pivot value in one span of days. */
export const Analytics = z.object({
  dateRange: z.object({ start: CalendarDay, end: CalendarDay }),
  pivotValues: z.array(z.string().min(1)).min(1),
  impressions: Count.optional(),
  clicks: Count.optional(),
  landingPageClicks: Count.optional(),
  costInLocalCurrency: Micros.optional(),
  externalWebsiteConversions: Micros.optional(),
  conversionValueInLocalCurrency: Micros.optional(),
  oneClickLeads: Micros.optional(),
  leadGenerationMailContactInfoShares: Micros.optional(),
});
export type Analytics = z.infer<typeof Analytics>;

export const AccountNode = z.looseObject({
  id: AccountId,
  name: text,
  currency: z.string().regex(/^[A-Z]{3}$/, "not a currency code"),
  status: text,
});
export type AccountNode = z.infer<typeof AccountNode>;

/** A campaign group. What else LinkedIn sends is kept as it is: enums and fields come and go with versions. */
export const GroupNode = z.looseObject({
  id: idOf("sponsoredCampaignGroup"),
  account: OfAccount,
  name: text,
  status: text,
});
export type GroupNode = z.infer<typeof GroupNode>;

export const CampaignNode = z.looseObject({
  id: idOf("sponsoredCampaign"),
  account: OfAccount,
  campaignGroup: urnOf("sponsoredCampaignGroup").optional(),
  name: text,
  status: text,
});
export type CampaignNode = z.infer<typeof CampaignNode>;

export const CreativeNode = z.looseObject({
  id: urnOf("sponsoredCreative"),
  account: OfAccount.optional(),
  campaign: urnOf("sponsoredCampaign"),
  name: text,
  intendedStatus: text,
  isServing: z.boolean().optional(),
  review: z.looseObject({ status: text }).optional(),
  /** `{ reference }` for posts; else one member that says what kind of ad it is. */
  content: z.looseObject({ reference: text }).optional(),
  lastModifiedAt: z.number().optional(),
});
export type CreativeNode = z.infer<typeof CreativeNode>;

/** A post as an ad shows it. Media are ids only: their addresses expire. */
export const Post = z.looseObject({
  id: text,
  commentary: text,
  content: z
    .looseObject({
      media: z.looseObject({ id: text, title: text, altText: text }).optional(),
      article: z.looseObject({ title: text, source: text, description: text }).optional(),
    })
    .optional(),
  adContext: z.looseObject({ dscName: text }).optional(),
  contentLandingPage: text,
  contentCallToActionLabel: text,
});
export type Post = z.infer<typeof Post>;

/** A batch answer: a member that failed stands among `errors` alone. */
export const PostBatch = z.object({
  results: z.record(z.string(), z.unknown()),
  errors: z.record(z.string(), z.unknown()).optional(),
});

export const TargetingEntity = z.looseObject({ urn: z.string(), name: z.string().min(1) });

export const Listing = z.object({
  elements: z.array(z.unknown()),
  metadata: z.object({ nextPageToken: z.string().nullish() }).nullish(),
  paging: z.looseObject({ start: z.number().optional(), total: z.number().optional() }).nullish(),
});
export type Listing = z.infer<typeof Listing>;

export const AccountUser = z.looseObject({
  account: z.string(),
  user: z.string().regex(/^urn:li:person:.+/, "not a person"),
  role: text,
});

const Seconds = z.coerce.number().int().min(0).optional().catch(undefined);

export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: Seconds,
  // Only apps LinkedIn has approved for it get one.
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: Seconds,
  scope: z.string().optional().catch(undefined),
});

export const OAuthError = z.object({
  error: z.string(),
  error_description: z.string().optional().catch(undefined),
});
