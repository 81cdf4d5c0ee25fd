import "server-only";
import { sql } from "drizzle-orm";
import { arrayOf } from "./array-literal";
import { rowsOf, type Tx } from "./transaction";

export type Spent = { allowed: boolean; used: number; until: Date | null };

export type Allowed = {
  scope: string;
  /** Of any sliding hour. */
  perHour: number;
  /** Of a UTC day. */
  perDay?: number;
  /** Calls at once, and how many come back in a second. */
  bucket?: { ratePerSecond: number; burst: number };
  at: Date;
};

/** What Postgres counts to; a limit beyond is none. */
const most = 2 ** 31 - 1;

/** Spends one call of the scope if every one of its limits leaves one; atomic across processes. Worker role. */
export async function spendCall(tx: Tx, { scope, perHour, perDay, bucket, at }: Allowed): Promise<Spent> {
  const [row] = await rowsOf<{ allowed: boolean; used: number; until: string | null }>(
    tx,
    sql`select allowed, used, until from spend_call(${scope}, ${Math.min(perHour, most)}, ${at.toISOString()}::timestamptz,
      ${perDay === undefined ? null : Math.min(perDay, most)}::integer, ${bucket?.ratePerSecond ?? null}::float8, ${bucket?.burst ?? null}::float8)`,
  );
  if (!row) throw new Error("spend_call returned nothing");
  return { allowed: row.allowed, used: row.used, until: row.until ? new Date(row.until) : null };
}

/** Notes what a response's headers said. A suspension is only ever extended. */
export async function observeUsage(
  tx: Tx,
  { scope, usedPercent, until, at }: { scope: string; usedPercent: number; until: Date | null; at: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into budget_limits (scope, suspended_until, used_percent, observed_at)
    values (${scope}, ${until?.toISOString() ?? null}::timestamptz, ${usedPercent}, ${at.toISOString()}::timestamptz)
    on conflict (scope) do update set
      suspended_until = greatest(budget_limits.suspended_until, excluded.suspended_until),
      used_percent = excluded.used_percent, observed_at = excluded.observed_at`);
}

export type Allowance = { scope: string; used: number; suspendedUntil: Date | null };

/** Calls used in the last hour and any suspension, per scope. */
export async function readAllowances(tx: Tx, scopes: string[], at: Date): Promise<Map<string, Allowance>> {
  const rows = await rowsOf<{ scope: string; used: number; suspended_until: string | null }>(
    tx,
    sql`select s.scope, l.suspended_until,
          (select coalesce(sum(b.calls), 0)::int from api_budget b
            where b.scope = s.scope and b.minute >= date_trunc('minute', ${at.toISOString()}::timestamptz) - interval '60 minutes') as used
        from unnest(${arrayOf(scopes, "text")}) as s (scope) left join budget_limits l on l.scope = s.scope`,
  );
  return new Map(
    rows.map((row) => [
      row.scope,
      {
        scope: row.scope,
        used: row.used,
        suspendedUntil: row.suspended_until ? new Date(row.suspended_until) : null,
      },
    ]),
  );
}
