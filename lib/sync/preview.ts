import "server-only";
import type { PlanPreview, PlanRequest, PreviewAccount, PreviewSlice } from "@/lib/api/sync-control";
import { softLimit } from "@/lib/connections/call-context";
import { ledgerScopeOf } from "@/lib/connections/read-connections";
import type { Clock } from "@/lib/core/clock";
import { type Allowance, readAllowances } from "@/lib/db/budget";
import { withWorkspace } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";
import { scopeOfRange } from "./check-range";
import { findConnection } from "./find-connection";
import { expectCalls, readMeasured } from "./measured-calls";
import { type Plan, planRun, selectedAccounts } from "./plan-run";

function toPreviewAccount(
  { externalId, name }: Plan["accounts"][number],
  slices: PreviewSlice[],
  allowance: Allowance | undefined,
  { limit, now }: { limit: number; now: Date },
): PreviewAccount {
  const own = slices.filter((slice) => slice.account_external_id === externalId);
  const calls = own.reduce((sum, slice) => sum + slice.calls, 0);
  const until = allowance?.suspendedUntil;
  const suspendedUntil = until && until > now ? until : null;
  const used = allowance?.used ?? 0;
  const remaining = suspendedUntil ? 0 : Math.max(0, limit - used);
  return {
    external_id: externalId,
    name,
    slices: own.length,
    calls,
    used,
    limit,
    remaining,
    suspended_until: suspendedUntil?.toISOString() ?? null,
    fits: calls <= remaining,
  };
}

/** What a sync or a backfill would read and cost, against what is left of each account's budget. Writes nothing. */
export function previewPlan(
  viewer: { workspaceId: string },
  connectionId: string,
  { mode, from, to, streams }: PlanRequest,
  clock: Clock,
): Promise<PlanPreview> {
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId);
    const provider = getProvider(connection.provider);
    const selected = await selectedAccounts(tx, connectionId);
    const scope = from && to ? scopeOfRange({ from, to, streams, provider, accounts: selected, now }) : null;
    const asked = { mode, trigger: scope ? "backfill" : "manual", scope } as const;
    const { slices: planned, lanes, accounts } = await planRun(tx, connection, asked, now);
    const measured = await readMeasured(tx, connectionId);
    const slices = planned.map(({ accountExternalId, ...slice }) => ({
      ...slice,
      account_external_id: accountExternalId,
      ...expectCalls({ ...slice, accountExternalId }, measured, provider.limits),
    }));
    const allowances = await readAllowances(tx, accounts.map(ledgerScopeOf), now);
    const limit = softLimit(provider.limits.accountCallsPerHour);
    const told = accounts.map((account) =>
      toPreviewAccount(account, slices, allowances.get(ledgerScopeOf(account)), { limit, now }),
    );
    const calls = told.reduce((sum, account) => sum + account.calls, 0);
    const fits = told.every((account) => account.fits);
    return { mode, from: from ?? null, to: to ?? null, lanes, slices, accounts: told, calls, fits };
  });
}
