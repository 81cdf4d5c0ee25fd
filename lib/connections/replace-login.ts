import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection, type StoredConnection } from "./find-connection";
import { reactivate } from "./keep-grant";
import { revokeGrant } from "./revoke-grant";
import { readTokens, storeTokens } from "./tokens";

const impossible = () =>
  new AppError({
    code: "login_not_replaceable",
    message: "This consent cannot take over that connection.",
    status: 409,
    actor: "you",
    fix: "Start reconnecting again.",
  });

const fits = (setup: StoredConnection, target: StoredConnection) =>
  setup.status === "choosing" && target.status !== "choosing" && setup.provider === target.provider;

type Input = { setupId: string; targetId: string; clock: Clock };

/**
 * Goes on with a connection under the login that has just consented: its data, accounts and frequency stay. The old
 * login's access is revoked, the setup is gone. Throws `login_not_replaceable`.
 */
export async function replaceLogin(viewer: Viewer, { setupId, targetId, clock }: Input): Promise<void> {
  const { workspaceId } = viewer;
  const of = (connectionId: string) => ({ workspaceId, connectionId });
  const { target, old } = await withWorker(viewer, async (tx) => {
    // In the order of their ids, so that two of these at once do not wait for each other.
    const locked = new Map<string, StoredConnection>();
    for (const id of [setupId, targetId].sort()) locked.set(id, await findConnection(tx, id, { lock: true }));
    const [setup, target] = [locked.get(setupId), locked.get(targetId)];
    const tokens = await readTokens(tx, of(setupId));
    if (!setup || !target || !tokens || !fits(setup, target)) throw impossible();
    const old = await readTokens(tx, of(targetId));
    const { name, externalUserId, scopes, consentEndsAt } = setup;
    await tx.delete(connections).where(eq(connections.id, setupId));
    await storeTokens(tx, of(targetId), tokens, tokens.refreshedAt);
    await tx
      .update(connections)
      .set({ name, externalUserId, scopes, consentEndsAt })
      .where(eq(connections.id, targetId));
    await reactivate(tx, target, clock());
    const detail = { from: target.name, to: name };
    await recordAudit(tx, viewer, { action: "connection.login_replaced", target: targetId, detail });
    return { target, old };
  });
  if (old) await revokeGrant(target, old.accessToken);
}
