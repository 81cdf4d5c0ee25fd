import { claimSettings } from "@/drizzle/schema";
import { log } from "@/lib/core/log";
import type { Tx } from "@/lib/db/transaction";
import { ClaimSettings, defaultClaimSettings } from "@/lib/domain/claim-settings";

/** The workspace's thresholds; the defaults where it has none, or where what is stored is not understood any more. */
export async function readClaimSettings(tx: Tx): Promise<ClaimSettings> {
  const [row] = await tx.select().from(claimSettings);
  if (!row) return defaultClaimSettings;
  const stored = ClaimSettings.safeParse({ ...defaultClaimSettings, ...row.settings });
  if (stored.success) return stored.data;
  log.warn({ workspaceId: row.workspaceId }, "stored claim settings are not understood, defaults hold");
  return defaultClaimSettings;
}
