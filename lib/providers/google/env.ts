import * as z from "zod";
import { BaseUrl, readSettings } from "@/lib/core/env";

const optional = z.string().min(1).optional();

const Env = z
  .object({
    /** OAuth client of the Google Cloud project in which the Google Ads API is enabled. */
    GOOGLE_ADS_CLIENT_ID: optional,
    GOOGLE_ADS_CLIENT_SECRET: optional,
    /** Since September 2026 the project decides the access level; a token is sent where one is set. */
    GOOGLE_ADS_DEVELOPER_TOKEN: optional,
    GOOGLE_ADS_API_VERSION: z
      .string()
      .regex(/^v\d+$/)
      .default("v25"),
    /** Operations the project may make in 24 hours: 2,880 with Explorer access, 15,000 with Basic. */
    GOOGLE_ADS_OPERATIONS_PER_DAY: z.coerce.number().int().min(24).default(15_000),
    GOOGLE_ADS_API_BASE_URL: BaseUrl.default("https://googleads.googleapis.com"),
    GOOGLE_ADS_CONSENT_BASE_URL: BaseUrl.default("https://accounts.google.com"),
    GOOGLE_ADS_TOKEN_BASE_URL: BaseUrl.default("https://oauth2.googleapis.com"),
  })
  .transform((env) => ({
    clientId: env.GOOGLE_ADS_CLIENT_ID ?? null,
    clientSecret: env.GOOGLE_ADS_CLIENT_SECRET ?? null,
    developerToken: env.GOOGLE_ADS_DEVELOPER_TOKEN ?? null,
    version: env.GOOGLE_ADS_API_VERSION,
    operationsPerDay: env.GOOGLE_ADS_OPERATIONS_PER_DAY,
    apiUrl: env.GOOGLE_ADS_API_BASE_URL,
    consentUrl: env.GOOGLE_ADS_CONSENT_BASE_URL,
    tokenUrl: env.GOOGLE_ADS_TOKEN_BASE_URL,
  }));

/** This provider's settings as they are now. */
export const readEnv = () => readSettings(Env, "GOOGLE_ADS_");
