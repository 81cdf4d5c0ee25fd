import * as z from "zod";
import { BaseUrl, readSettings } from "@/lib/core/env";

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
    AMAZON_API_BASE_URL: BaseUrl.optional(),
    AMAZON_LWA_BASE_URL: BaseUrl.default("https://api.amazon.com"),
    AMAZON_CONSENT_BASE_URL: BaseUrl.optional(),
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
    apiUrl: env.AMAZON_API_BASE_URL ?? null,
    lwaUrl: env.AMAZON_LWA_BASE_URL,
    casesFolder: env.AMAZON_SANDBOX_CASES ?? null,
    consentUrl: env.AMAZON_CONSENT_BASE_URL ?? null,
  }));

/** This provider's settings as they are now. */
export const readEnv = () => readSettings(Env, "AMAZON_");

/** `readEnv().isSandbox` alone: a plan asks for each of its slices, and reading every setting each time takes seconds. */
export const isSandbox = (): boolean => process.env.AMAZON_SANDBOX === "true";
