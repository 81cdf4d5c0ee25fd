import * as z from "zod";

const optional = z.string().min(1).optional();

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  /** Postgres for requests and workers; may be a transaction pooler. */
  DATABASE_URL: z.string().default("postgres://localhost:5432/freshet"),
  /** Postgres without a pooler, for migrations and LISTEN; falls back to DATABASE_URL. */
  DATABASE_DIRECT_URL: optional,
  /** Set to "true" when DATABASE_URL is not behind a transaction pooler: prepared statements are then used. */
  DATABASE_PREPARE: z.enum(["true", "false"]).default("false"),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  /** Where this app is reached by browsers: sessions, OAuth redirects and origin checks depend on it. */
  APP_URL: z.url().default("http://localhost:3000"),
  /** Signs sessions; at least 32 characters. */
  BETTER_AUTH_SECRET: optional,
  /** Keyring for stored tokens: `id:base64,id:base64`, the first seals, all open. 32 bytes each. */
  FRESHET_KEYS: optional,
  FRESHET_SNAPSHOT_DIR: optional,
  /** Days for which revisions of numbers are kept; 762 (25 months) when unset. */
  FRESHET_RETENTION_DAYS: z.coerce.number().int().min(31).optional(),
  /** Workspaces (ids, comma separated, or `*`) that may sync every 30 seconds. */
  FRESHET_REALTIME_WORKSPACES: z.string().default(""),
  /** Shown on the sign-in page of a laptop; never set in production. */
  FRESHET_DEMO: optional,
  /** `<crash point>@<n>` for the crash harness; never set in production. */
  FRESHET_CRASH: optional,
  /** "1" on a machine of one's own: webhooks may then go to programs on it; never set in production. */
  FRESHET_WEBHOOK_LOOPBACK: optional,
  /** Header the platform sets with the caller's address, e.g. x-vercel-forwarded-for. */
  FRESHET_IP_HEADER: optional,
  INNGEST_BASE_URL: optional,
  INNGEST_DEV: optional,
  INNGEST_SIGNING_KEY: optional,
  INNGEST_EVENT_KEY: optional,
});
export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The process environment, checked once. Throws a list of the variables that are wrong. */
export function env(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  parsed = result.data;
  return parsed;
}

/** Refuses a production boot with settings that are only safe on a laptop. */
export function assertProductionEnv({ INNGEST_DEV, INNGEST_SIGNING_KEY, ...rest }: Env = env()): void {
  const isLoopback = /\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(rest.APP_URL);
  if (rest.NODE_ENV !== "production" || isLoopback) return;
  const missing = [
    INNGEST_DEV && INNGEST_DEV !== "0" && "INNGEST_DEV must be unset",
    !INNGEST_SIGNING_KEY && "INNGEST_SIGNING_KEY is required",
    !rest.BETTER_AUTH_SECRET && "BETTER_AUTH_SECRET is required",
    !rest.FRESHET_KEYS && "FRESHET_KEYS is required",
    rest.FRESHET_DEMO && "FRESHET_DEMO must be unset",
    rest.FRESHET_WEBHOOK_LOOPBACK && "FRESHET_WEBHOOK_LOOPBACK must be unset",
    rest.FRESHET_CRASH && "FRESHET_CRASH must be unset",
  ].filter(Boolean);
  if (missing.length > 0) throw new Error(`Refusing to start in production: ${missing.join("; ")}`);
}

/** True on a laptop started by `npm run dev`, where the demo login may be shown. */
export const isDemo = () => env().FRESHET_DEMO === "1";

/** An address others are appended to. */
export const BaseUrl = z.url().transform((url) => url.replace(/\/+$/, ""));

/**
 * The settings whose names begin with `prefix`, read when asked so that a process may start without them. Blank values
 * count as unset. Throws a list of those that are wrong.
 */
export function readSettings<S extends z.ZodType>(schema: S, prefix: string): z.output<S> {
  const set = Object.entries(process.env).filter(([name, value]) => name.startsWith(prefix) && value !== "");
  const result = schema.safeParse(Object.fromEntries(set));
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  return result.data;
}
