import * as z from "zod";
import { BaseUrl, readSettings } from "@/lib/core/env";

const optional = z.string().min(1).optional();
const calls = z.coerce.number().int().min(1).optional();

const Env = z
  .object({
    /** LinkedIn app with the Advertising API product. */
    LINKEDIN_CLIENT_ID: optional,
    LINKEDIN_CLIENT_SECRET: optional,
    LINKEDIN_API_BASE_URL: BaseUrl.optional(),
    LINKEDIN_OAUTH_BASE_URL: BaseUrl.optional(),
    /** YYYYMM, or YYYYMM.RR. A version is answered for about a year after its month. */
    LINKEDIN_API_VERSION: z
      .string()
      .regex(/^20\d{2}(0[1-9]|1[0-2])(\.\d{2})?$/)
      .default("202608"),
    /** Without `r_organization_social` posts cannot be read: creatives are then called by what they hold themselves. */
    LINKEDIN_SCOPES: z.string().default("r_ads,r_ads_reporting,r_organization_social"),
    /** The app's and a member's calls per endpoint and day, as the developer portal shows them. */
    LINKEDIN_APP_CALLS_PER_DAY: calls,
    LINKEDIN_MEMBER_CALLS_PER_DAY: calls,
  })
  .transform((env) => ({
    clientId: env.LINKEDIN_CLIENT_ID ?? null,
    clientSecret: env.LINKEDIN_CLIENT_SECRET ?? null,
    apiUrl: env.LINKEDIN_API_BASE_URL ?? "https://api.linkedin.com",
    oauthUrl: env.LINKEDIN_OAUTH_BASE_URL ?? env.LINKEDIN_API_BASE_URL ?? "https://www.linkedin.com",
    version: env.LINKEDIN_API_VERSION,
    scopes: env.LINKEDIN_SCOPES.split(/[\s,]+/).filter(Boolean),
    appCallsPerDay: env.LINKEDIN_APP_CALLS_PER_DAY ?? null,
    memberCallsPerDay: env.LINKEDIN_MEMBER_CALLS_PER_DAY ?? null,
  }));

/** This provider's settings as they are now. */
export const readEnv = () => readSettings(Env, "LINKEDIN_");
