import "server-only";
import { sql } from "drizzle-orm";
import { claimSettings } from "@/drizzle/schema";
import type { ClaimSettingsRequest, ClaimSettingsResponse } from "@/lib/api/marketplace-summary";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { defaultClaimSettings } from "@/lib/domain/claim-settings";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { readClaimSettings } from "./settings";

async function toResponse(tx: Tx): Promise<ClaimSettingsResponse> {
  const settings = await readClaimSettings(tx);
  return { settings, defaults: defaultClaimSettings, is_default: settings === defaultClaimSettings };
}

/** The workspace's thresholds of the claim rules, beside the defaults. */
export const getClaimSettings = (viewer: { workspaceId: string }): Promise<ClaimSettingsResponse> =>
  withWorkspace(viewer, toResponse);

/** Changes some thresholds, or goes back to the defaults; the next sync looks again with them. */
export function changeClaimSettings(
  viewer: Viewer,
  change: ClaimSettingsRequest["settings"],
): Promise<ClaimSettingsResponse> {
  const { workspaceId, actor } = viewer;
  return withWorkspace(viewer, async (tx) => {
    if (change === null) await tx.delete(claimSettings);
    else {
      const settings = { ...(await readClaimSettings(tx)), ...change };
      const row = { settings, updatedBy: actor.name, updatedAt: sql`now()` };
      await tx
        .insert(claimSettings)
        .values({ workspaceId, ...row })
        .onConflictDoUpdate({ target: claimSettings.workspaceId, set: row });
    }
    await recordAudit(tx, viewer, { action: "claims.settings", detail: { change } });
    return toResponse(tx);
  });
}
