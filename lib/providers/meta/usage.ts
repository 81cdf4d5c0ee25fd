import * as z from "zod";
import type { BudgetScope, Usage } from "../contract";
import { accountScope, appScope } from "./limits";

type Reading = { scope: BudgetScope; percent: number; waitMs: number };

const Percent = z.number().min(0).catch(0);
const AppUsage = z.object({ call_count: Percent, total_time: Percent, total_cputime: Percent });
const AccountUsage = z.object({ acc_id_util_pct: Percent, reset_time_duration: Percent });
const InsightsUsage = z.object({ app_id_util_pct: Percent, acc_id_util_pct: Percent });
const CaseUsage = z.record(
  z.string(),
  z.array(AppUsage.extend({ estimated_time_to_regain_access: Percent })),
);

function parse<S extends z.ZodType>(schema: S, header: string | undefined): z.output<S> | null {
  if (!header) return null;
  try {
    return schema.safeParse(JSON.parse(header)).data ?? null;
  } catch {
    // A header we cannot read says nothing about the budget; the answer itself still counts.
    return null;
  }
}

const highest = (usage: z.infer<typeof AppUsage>) =>
  Math.max(usage.call_count, usage.total_time, usage.total_cputime);

function readings(headers: Record<string, string>, account: BudgetScope | null): Reading[] {
  const found: Reading[] = [];
  const app = parse(AppUsage, headers["x-app-usage"]);
  if (app) found.push({ scope: appScope, percent: highest(app), waitMs: 0 });
  const own = parse(AccountUsage, headers["x-ad-account-usage"]);
  if (own && account) {
    const isShut = own.acc_id_util_pct >= 100;
    found.push({
      scope: account,
      percent: own.acc_id_util_pct,
      waitMs: isShut ? own.reset_time_duration * 1_000 : 0,
    });
  }
  const insights = parse(InsightsUsage, headers["x-fb-ads-insights-throttle"]);
  if (insights) found.push({ scope: appScope, percent: insights.app_id_util_pct, waitMs: 0 });
  if (insights && account) found.push({ scope: account, percent: insights.acc_id_util_pct, waitMs: 0 });
  for (const uses of Object.values(parse(CaseUsage, headers["x-business-use-case-usage"]) ?? {})) {
    for (const use of account ? uses : []) {
      if (account)
        found.push({
          scope: account,
          percent: highest(use),
          waitMs: use.estimated_time_to_regain_access * 60_000,
        });
    }
  }
  return found;
}

/**
 * The usage headers of one answer, one entry per scope, the worst reading each. `reset_time_duration` counts seconds,
 * `estimated_time_to_regain_access` minutes; the use-case header is keyed by business or account and concerns the account asked.
 */
export function readUsage(
  headers: Record<string, string>,
  accountExternalId: string | null,
  now: Date,
): Usage[] {
  const account = accountExternalId ? accountScope(accountExternalId) : null;
  const worst = new Map<string, Reading>();
  for (const reading of readings(headers, account)) {
    const known = worst.get(reading.scope.key) ?? { ...reading, percent: 0, waitMs: 0 };
    const percent = Math.max(known.percent, reading.percent);
    worst.set(reading.scope.key, {
      scope: reading.scope,
      percent,
      waitMs: Math.max(known.waitMs, reading.waitMs),
    });
  }
  return [...worst.values()].map(({ scope, percent, waitMs }) => ({
    scope,
    usedPercent: percent,
    regainAt: waitMs > 0 ? new Date(now.getTime() + waitMs) : null,
  }));
}
