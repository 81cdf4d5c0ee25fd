import * as z from "zod";
import { BaseUrl, readSettings } from "@/lib/core/env";

const optional = z.string().min(1).optional();

const Env = z
  .object({
    /** Facebook app of type Business with the Marketing API product. */
    META_APP_ID: optional,
    META_APP_SECRET: optional,
    META_API_BASE_URL: BaseUrl.optional(),
    META_DIALOG_BASE_URL: BaseUrl.optional(),
    META_API_VERSION: z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default("v26.0"),
  })
  .transform((env) => ({
    appId: env.META_APP_ID ?? null,
    appSecret: env.META_APP_SECRET ?? null,
    apiUrl: env.META_API_BASE_URL ?? "https://graph.facebook.com",
    dialogUrl: env.META_DIALOG_BASE_URL ?? env.META_API_BASE_URL ?? "https://www.facebook.com",
    version: env.META_API_VERSION,
  }));

/** This provider's settings as they are now. */
export const readEnv = () => readSettings(Env, "META_");
