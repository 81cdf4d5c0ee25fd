import * as z from "zod";

const optional = z.string().min(1).optional();
const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");

const Env = z
  .object({
    /** The LWA credentials and the application of a public or private SP-API app. */
    AMAZON_CLIENT_ID: optional,
    AMAZON_CLIENT_SECRET: optional,
    AMAZON_APPLICATION_ID: optional,
    /** A draft application is authorised with `version=beta`. */
    AMAZON_DRAFT_APP: flag,
    /** Amazon's sandbox hosts, whose published cases are the only answers. */
    AMAZON_SANDBOX: flag,
    AMAZON_ORDERS_VERSION: z.enum(["2026-01-01", "v0"]).default("2026-01-01"),
    AMAZON_FINANCES_VERSION: z.enum(["2024-06-19", "v0"]).default("2024-06-19"),
    AMAZON_API_BASE_URL: z.url().optional(),
    AMAZON_LWA_BASE_URL: z.url().default("https://api.amazon.com"),
    AMAZON_CONSENT_BASE_URL: z.url().optional(),
    /** For the simulator: a folder of published sandbox cases that it answers with first. */
    AMAZON_SANDBOX_CASES: optional,
  })
  .transform((env) => ({
    clientId: env.AMAZON_CLIENT_ID ?? null,
    clientSecret: env.AMAZON_CLIENT_SECRET ?? null,
    applicationId: env.AMAZON_APPLICATION_ID ?? null,
    isDraft: env.AMAZON_DRAFT_APP,
    isSandbox: env.AMAZON_SANDBOX,
    // The newer version's sandbox only has cases that ask for the buyer.
    ordersVersion: env.AMAZON_SANDBOX ? ("v0" as const) : env.AMAZON_ORDERS_VERSION,
    financesVersion: env.AMAZON_FINANCES_VERSION,
    /** One address for every region; null means Amazon's own. */
    apiUrl: env.AMAZON_API_BASE_URL ? trim(env.AMAZON_API_BASE_URL) : null,
    lwaUrl: trim(env.AMAZON_LWA_BASE_URL),
    casesFolder: env.AMAZON_SANDBOX_CASES ?? null,
    consentUrl: env.AMAZON_CONSENT_BASE_URL ? trim(env.AMAZON_CONSENT_BASE_URL) : null,
  }));
export type Env = z.infer<typeof Env>;

function trim(url: string): string {
  return url.replace(/\/+$/, "");
}

/** This provider's settings, read when asked so that a process may start without them. Blank values count as unset. */
export function readEnv(): Env {
  const set = Object.entries(process.env).filter(
    ([name, value]) => name.startsWith("AMAZON_") && value !== "",
  );
  const result = Env.safeParse(Object.fromEntries(set));
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** `readEnv().isSandbox` alone: a plan asks for each of its slices, and reading every setting each time takes seconds. */
export const isSandbox = (): boolean => process.env.AMAZON_SANDBOX === "true";
