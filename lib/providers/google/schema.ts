import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { toMicros } from "@/lib/domain/money";

/** An id of 64 bits: text, since a double cannot hold it. */
const Id = z.union([z.string().regex(/^\d{1,20}$/, "not an id"), z.number().int().min(0).transform(String)]);

/** int64 as proto JSON writes it: text. A plain JSON number is taken while it is exact. */
const Int64 = z
  .union([z.string().regex(/^-?\d{1,19}$/, "not a whole number"), z.number().int()])
  .transform((value) => BigInt(value));

/** A double as micro-units, rounded to the sixth place: attributed conversions are fractions. */
const Micros = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/)
        .transform(Number),
    ],
    "not a number",
  )
  .transform((value, context) => {
    const micros = toMicros(value.toFixed(6));
    if (micros !== null) return micros;
    context.addIssue({ code: "custom", message: "not a countable number" });
    return z.NEVER;
  });

const text = z.string().optional();
const resourceName = text;

/** `id` is absent when only the resource was selected: its name ends in it. What else comes is kept as it is. */
const resource = <S extends z.ZodRawShape>(shape: S) =>
  z.looseObject({ resourceName, id: Id.optional(), name: text, status: text, ...shape });

const Texts = z.array(z.looseObject({ text })).optional();
const TextAsset = z.looseObject({ text }).optional();

/** An ad that is assembled from headlines and descriptions: search, display, app, video, demand gen. */
const Assembled = z
  .looseObject({ headlines: Texts, longHeadlines: Texts, longHeadline: TextAsset, descriptions: Texts })
  .optional();

export const Ad = resource({
  type: text,
  finalUrls: z.array(z.string()).optional(),
  responsiveSearchAd: Assembled,
  responsiveDisplayAd: Assembled,
  appAd: Assembled,
  videoResponsiveAd: Assembled,
  demandGenMultiAssetAd: Assembled,
  expandedTextAd: z.looseObject({ headlinePart1: text, headlinePart2: text, description: text }).optional(),
  textAd: z.looseObject({ headline: text, description1: text }).optional(),
  imageAd: z.looseObject({ imageUrl: text, name: text }).optional(),
});
export type Ad = z.infer<typeof Ad>;

export const Customer = resource({
  descriptiveName: text,
  currencyCode: text,
  timeZone: text,
  manager: z.boolean().optional(),
});

/** A customer below a manager, `level` 0 being the manager itself. */
export const CustomerClient = resource({
  clientCustomer: text,
  level: Int64.optional(),
  descriptiveName: text,
  currencyCode: text,
  timeZone: text,
  manager: z.boolean().optional(),
});
export type CustomerClient = z.infer<typeof CustomerClient>;

export const Campaign = resource({});
export const AdGroup = resource({});
export const AssetGroup = resource({ finalUrls: z.array(z.string()).optional() });
export const AdGroupAd = z.looseObject({
  resourceName,
  status: text,
  ad: Ad.optional(),
  policySummary: z.looseObject({ approvalStatus: text, reviewStatus: text }).optional(),
});
export type AdGroupAd = z.infer<typeof AdGroupAd>;

/** Selected metrics come even when they are 0; the ones nobody selected are absent. */
export const Metrics = z.looseObject({
  impressions: Int64.default(0n),
  clicks: Int64.default(0n),
  costMicros: Int64.default(0n),
  conversions: Micros.default(0n),
  conversionsValue: Micros.default(0n),
});
export type Metrics = z.infer<typeof Metrics>;

/** Where nothing at all was reported the object itself is left out. */
const MetricsOrZero = Metrics.default(() => Metrics.parse({}));

export const Segments = z.looseObject({ date: Day.optional(), conversionActionCategory: text });

/** A row of `search` or `searchStream`, whatever was selected: every joined resource, and what is measured. */
export const GoogleAdsRow = z.looseObject({
  customer: Customer.optional(),
  customerClient: CustomerClient.optional(),
  campaign: Campaign.optional(),
  campaignBudget: resource({ amountMicros: Int64.transform(String).optional() }).optional(),
  adGroup: AdGroup.optional(),
  adGroupAd: AdGroupAd.optional(),
  assetGroup: AssetGroup.optional(),
  adGroupCriterion: z
    .looseObject({
      ageRange: z.looseObject({ type: text }).optional(),
      gender: z.looseObject({ type: text }).optional(),
    })
    .optional(),
  metrics: MetricsOrZero,
  segments: Segments.optional(),
});
export type GoogleAdsRow = z.infer<typeof GoogleAdsRow>;

const known = new Set([
  ...["results", "nextPageToken", "totalResultsCount", "fieldMask", "summaryRow", "requestId"],
  ...["queryResourceConsumption", "metricAttributes"],
]);
const rows = z.array(z.unknown());

// Without rows Google leaves `results` out: then nothing foreign may stand in its place, or days would be read as empty.
const isWhole = (body: Record<string, unknown>) =>
  body.results !== undefined || Object.keys(body).every((key) => known.has(key));

/** A page of `googleAds:search`. */
export const SearchAnswer = z
  .looseObject({
    results: rows.optional(),
    nextPageToken: text,
    totalResultsCount: Int64.optional(),
  })
  .refine(isWhole, "not a page");
export type SearchAnswer = z.infer<typeof SearchAnswer>;

/** The chunks of `googleAds:searchStream`: one JSON array. */
export const StreamAnswer = z.array(
  z.looseObject({ results: rows.optional() }).refine(isWhole, "not a chunk"),
);

export const AccessibleCustomers = z.object({
  resourceNames: z.array(z.string().regex(/^customers\/\d{1,20}$/)).default([]),
});

/** The answer of the token endpoint; `refresh_token` only comes with a consent. */
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().int().min(0),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;

export const TokenRefusal = z.object({ error: z.string(), error_description: z.string().catch("") });

/** What the id token says about the person. */
export const Identity = z.object({ sub: z.string().min(1).max(255), email: z.string().optional() });
