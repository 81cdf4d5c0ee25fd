import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Health } from "@/lib/api/numbers";
import { env } from "@/lib/core/env";
import { version } from "@/lib/core/version";
import { database } from "@/lib/db/client";
import { withDeadline } from "@/lib/db/transaction";

const probeMs = 2_000;

async function probeDatabase(): Promise<Health["database"]> {
  const startedAt = performance.now();
  try {
    await withDeadline(async () => database().execute(sql`select 1`), probeMs);
    return { ok: true, milliseconds: Math.round(performance.now() - startedAt) };
  } catch {
    // The answer is the finding; the reason is in the database's own log.
    return { ok: false, milliseconds: null };
  }
}

const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(probeMs) }).catch(() => null);

async function probeReach(): Promise<boolean> {
  const { INNGEST_BASE_URL } = env();
  if (!INNGEST_BASE_URL) return true;
  return (await ask(INNGEST_BASE_URL))?.ok ?? false;
}

const Functions = z.object({ functions: z.array(z.object({ slug: z.string() })).nullable() });

/** Dev servers list what they know at `/dev`; Inngest Cloud does not say without a key, so that is null. */
async function probeRegistration(functionIds: string[]): Promise<boolean | null> {
  const { INNGEST_BASE_URL, INNGEST_DEV } = env();
  if (!INNGEST_BASE_URL || !INNGEST_DEV || INNGEST_DEV === "0") return null;
  const answered = await ask(`${INNGEST_BASE_URL}/dev`);
  const listed = Functions.safeParse(await answered?.json().catch(() => null));
  if (!listed.success) return null;
  const known = new Set((listed.data.functions ?? []).map(({ slug }) => slug));
  return functionIds.every((id) => known.has(id));
}

/** Can the app work? `functionIds` are those Inngest has to know. No secrets, no addresses. */
export async function readHealth(functionIds: string[]): Promise<Health> {
  const [databaseHealth, reachable, registered] = await Promise.all([
    probeDatabase(),
    probeReach(),
    probeRegistration(functionIds),
  ]);
  const status = databaseHealth.ok && reachable && registered !== false ? "ok" : "degraded";
  return { status, version, database: databaseHealth, inngest: { reachable, registered }, progress: "poll" };
}
