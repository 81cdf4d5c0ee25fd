import "server-only";
import { sql } from "drizzle-orm";
import type { Health } from "@/lib/api/numbers";
import { env } from "@/lib/core/env";
import { database } from "@/lib/db/client";
import { withDeadline } from "@/lib/db/transaction";

const probeMs = 2_000;
const version = "0.1.0";

async function probeDatabase(): Promise<Health["database"]> {
  const startedAt = performance.now();
  try {
    await withDeadline(Promise.resolve(database().execute(sql`select 1`)), probeMs);
    return { ok: true, milliseconds: Math.round(performance.now() - startedAt) };
  } catch {
    // The answer is the finding; the reason is in the database's own log.
    return { ok: false, milliseconds: null };
  }
}

async function probeInngest(): Promise<boolean> {
  const { INNGEST_BASE_URL } = env();
  if (!INNGEST_BASE_URL) return true;
  const answered = await fetch(INNGEST_BASE_URL, { signal: AbortSignal.timeout(probeMs) }).catch(() => null);
  return answered?.ok ?? false;
}

/** Can the app work? No secrets, no addresses. */
export async function readHealth(): Promise<Health> {
  const [databaseHealth, reachable] = await Promise.all([probeDatabase(), probeInngest()]);
  const status = databaseHealth.ok && reachable ? "ok" : "degraded";
  return { status, version, database: databaseHealth, inngest: { reachable }, progress: "poll" };
}
