import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { toMicros } from "@/lib/domain/money";

const Id = z.string().regex(/^\d{1,30}$/, "not a Graph id");

/** A decimal string as micro-units. Meta sends every number as text; a plain JSON number is taken too. */
const Micros = z.union([z.string(), z.number()]).transform((value, context) => {
  const micros = toMicros(String(value));
  if (micros !== null) return micros;
  context.addIssue({ code: "custom", message: "not a decimal number" });
  return z.NEVER;
});

const Integer = z
  .union([z.string(), z.number()])
  .refine((value) => /^\d{1,18}$/.test(String(value)), "not a whole number")
  .transform((value) => BigInt(value));

/** Meta leaves zeros out. */
const MicrosOrZero = Micros.default(0n);
const IntegerOrZero = Integer.default(0n);

export const WireAction = z
  .looseObject({
    action_type: z.string(),
    value: MicrosOrZero,
    "7d_click": Micros.optional(),
    "1d_view": Micros.optional(),
  })
  .readonly();
export type WireAction = z.infer<typeof WireAction>;

export const Insight = z.object({
  account_id: Id,
  campaign_id: Id.optional(),
  adset_id: Id.optional(),
  ad_id: Id.optional(),
  date_start: Day,
  date_stop: Day,
  impressions: IntegerOrZero,
  clicks: IntegerOrZero,
  spend: MicrosOrZero,
  actions: z.array(WireAction).optional(),
  action_values: z.array(WireAction).optional(),
  age: z.string().min(1).optional(),
  gender: z.string().min(1).optional(),
});
export type Insight = z.infer<typeof Insight>;

const text = z.string().optional();

export const AccountNode = z.object({
  id: z.string().regex(/^act_\d+$/, "not an ad account id"),
  name: text,
  account_status: z.number().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, "not a currency code"),
  timezone_name: z.string().min(1),
});
export type AccountNode = z.infer<typeof AccountNode>;

/** A campaign, ad set or ad. What else Meta sends is kept as it is: enums and fields come and go. */
export const EntityNode = z.looseObject({
  id: Id,
  account_id: Id,
  name: text,
  status: text,
  effective_status: text,
  campaign_id: Id.optional(),
  adset_id: Id.optional(),
  creative: z.looseObject({ id: Id }).optional(),
});
export type EntityNode = z.infer<typeof EntityNode>;

const CallToAction = z.object({ type: text, value: z.object({ link: text }).optional() });
const Text = z.object({ text });

export const CreativeNode = z.object({
  id: Id,
  account_id: Id,
  name: text,
  status: text,
  title: text,
  body: text,
  link_url: text,
  image_hash: text,
  video_id: text,
  object_type: text,
  call_to_action_type: text,
  effective_object_story_id: text,
  object_story_spec: z
    .object({
      link_data: z
        .object({
          link: text,
          message: text,
          name: text,
          image_hash: text,
          call_to_action: CallToAction.optional(),
          child_attachments: z.array(z.object({ name: text, link: text })).optional(),
        })
        .optional(),
      video_data: z
        .object({ video_id: text, title: text, message: text, call_to_action: CallToAction.optional() })
        .optional(),
    })
    .optional(),
  asset_feed_spec: z
    .object({
      titles: z.array(Text).optional(),
      bodies: z.array(Text).optional(),
      link_urls: z.array(z.object({ website_url: text })).optional(),
    })
    .optional(),
});
export type CreativeNode = z.infer<typeof CreativeNode>;

/** A listing. `next` only says that there is more: it embeds the access token and is never kept. */
export const Listing = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).optional(), next: z.unknown().optional() })
    .optional(),
});
export type Listing = z.infer<typeof Listing>;

export const ReportRun = z.object({
  async_status: z.string(),
  async_percent_completion: z.number().optional(),
  error_code: z.number().optional(),
  error_subcode: z.number().optional(),
  error_message: text,
});
export type ReportRun = z.infer<typeof ReportRun>;

export const ReportCreated = z.object({ report_run_id: z.union([Id, z.number().int().transform(String)]) });

export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  // Absent or zero for tokens that do not expire.
  expires_in: z.coerce.number().int().min(0).optional().catch(undefined),
});

export const Me = z.object({ id: Id, name: z.string().optional() });

export const TokenInspection = z.object({
  data: z.object({
    is_valid: z.boolean(),
    scopes: z.array(z.string()).default([]),
    expires_at: z.number().optional(),
    data_access_expires_at: z.number().optional().catch(undefined),
  }),
});
