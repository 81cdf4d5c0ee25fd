import * as z from "zod";

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
    GOOGLE_ADS_API_BASE_URL: z.url().default("https://googleads.googleapis.com"),
    GOOGLE_ADS_CONSENT_BASE_URL: z.url().default("https://accounts.google.com"),
    GOOGLE_ADS_TOKEN_BASE_URL: z.url().default("https://oauth2.googleapis.com"),
  })
  .transform((env) => ({
    clientId: env.GOOGLE_ADS_CLIENT_ID ?? null,
    clientSecret: env.GOOGLE_ADS_CLIENT_SECRET ?? null,
    developerToken: env.GOOGLE_ADS_DEVELOPER_TOKEN ?? null,
    version: env.GOOGLE_ADS_API_VERSION,
    operationsPerDay: env.GOOGLE_ADS_OPERATIONS_PER_DAY,
    apiUrl: trim(env.GOOGLE_ADS_API_BASE_URL),
    consentUrl: trim(env.GOOGLE_ADS_CONSENT_BASE_URL),
    tokenUrl: trim(env.GOOGLE_ADS_TOKEN_BASE_URL),
  }));
export type Env = z.infer<typeof Env>;

function trim(url: string): string {
  return url.replace(/\/+$/, "");
}

/** This provider's settings, read when asked so that a process may start without them. Blank values count as unset. */
export function readEnv(): Env {
  const set = Object.entries(process.env).filter(
    ([name, value]) => name.startsWith("GOOGLE_ADS_") && value !== "",
  );
  const result = Env.safeParse(Object.fromEntries(set));
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  return result.data;
}
