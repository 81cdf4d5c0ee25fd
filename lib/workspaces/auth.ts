import "server-only";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { organization as workspaces } from "better-auth/plugins";
import { desc, eq } from "drizzle-orm";
import * as schema from "@/drizzle/schema";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { scrub } from "@/lib/core/scrub";
import { type Database, database } from "@/lib/db/client";
import { createWorkspace } from "./create-workspace";
import { noteSignIn } from "./note-sign-in";

const day = 86_400;

/** Where a person goes on: whoever was invited meant to work there, not in the empty one they began with. */
async function latestWorkspaceOf(userId: string): Promise<string | null> {
  const rows = await database()
    .select({ id: schema.member.organizationId })
    .from(schema.member)
    .where(eq(schema.member.userId, userId))
    .orderBy(desc(schema.member.createdAt))
    .limit(1);
  return rows[0]?.id ?? null;
}

function createAuth() {
  const { APP_URL, BETTER_AUTH_SECRET, FRESHET_IP_HEADER, NODE_ENV } = env();
  const organizations = workspaces({ requireEmailVerificationOnInvitation: false });
  return betterAuth({
    appName: "Freshet",
    // Its own logger would print failed queries with their parameters, session tokens among them.
    logger: {
      log: (level, message) => log[level === "info" || level === "debug" ? "debug" : level](scrub(message)),
    },
    baseURL: APP_URL,
    secret: BETTER_AUTH_SECRET,
    trustedOrigins: [new URL(APP_URL).origin],
    database: drizzleAdapter(database(), { provider: "pg", schema }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: true },
    session: { expiresIn: 7 * day, updateAge: day, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: NODE_ENV !== "test",
      storage: "database",
      window: 60,
      max: 100,
      customRules: { "/sign-in/email": { window: 10, max: 5 }, "/sign-up/email": { window: 60, max: 5 } },
    },
    advanced: {
      database: { generateId: () => newId() },
      ipAddress: FRESHET_IP_HEADER ? { ipAddressHeaders: [FRESHET_IP_HEADER] } : {},
      useSecureCookies: APP_URL.startsWith("https:"),
    },
    account: { accountLinking: { enabled: false } },
    plugins: [organizations],
    // Who belongs to a workspace changes in lib/workspaces alone: by role, noted, and never without an owner.
    disabledPaths: Object.values(organizations.endpoints).flatMap(({ path }) => (path ? [path] : [])),
    databaseHooks: {
      user: {
        create: {
          after: async (user) =>
            void (await createWorkspace({ userId: user.id, name: `${user.name}'s workspace` })),
        },
      },
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, activeOrganizationId: await latestWorkspaceOf(session.userId) },
          }),
          after: async ({ userId, userAgent, ...session }) =>
            noteSignIn({ userId, userAgent, workspaceId: session.activeOrganizationId }),
        },
      },
    },
  });
}

type Auth = ReturnType<typeof createAuth>;
let instance: { auth: Auth; database: Database } | undefined;

/** better-auth, made on first use so that a build needs no database, and again when the pool was replaced. */
export function auth(): Auth {
  const current = database();
  if (instance?.database !== current) instance = { auth: createAuth(), database: current };
  return instance.auth;
}
