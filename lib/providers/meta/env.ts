import * as z from "zod";

const optional = z.string().min(1).optional();

const Env = z
  .object({
    /** Facebook app of type Business with the Marketing API product. */
    META_APP_ID: optional,
    META_APP_SECRET: optional,
    META_API_BASE_URL: z.url().optional(),
    META_DIALOG_BASE_URL: z.url().optional(),
    META_API_VERSION: z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default("v26.0"),
  })
  .transform((env) => ({
    appId: env.META_APP_ID ?? null,
    appSecret: env.META_APP_SECRET ?? null,
    apiUrl: trim(env.META_API_BASE_URL ?? "https://graph.facebook.com"),
    dialogUrl: trim(env.META_DIALOG_BASE_URL ?? env.META_API_BASE_URL ?? "https://www.facebook.com"),
    version: env.META_API_VERSION,
  }));
export type Env = z.infer<typeof Env>;

function trim(url: string): string {
  return url.replace(/\/+$/, "");
}

/** This provider's settings, read when asked so that a process may start without them. Blank values count as unset. */
export function readEnv(): Env {
  const set = Object.entries(process.env).filter(([name, value]) => name.startsWith("META_") && value !== "");
  const result = Env.safeParse(Object.fromEntries(set));
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  return result.data;
}
