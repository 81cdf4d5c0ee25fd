import "server-only";
import type { ChooseAccountsRequest } from "@/lib/api/connect";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { type Applied, applyChoice } from "./apply-choice";
import { findConnection } from "./find-connection";
import { listVisible } from "./list-choices";

type Input<T> = {
  connectionId: string;
  chosen: ChooseAccountsRequest;
  clock: Clock;
  /** Asks for the sync that reads what was added, in the same transaction. */
  start: (tx: Tx) => Promise<T>;
};

const unfinished = () =>
  new AppError({
    code: "setup_unfinished",
    message: "This connection is still being set up.",
    status: 409,
    actor: "you",
    fix: "Finish its setup.",
  });

/** Changes which accounts a connection syncs. Throws as `applyChoice`; `setup_unfinished` before it is one. */
export async function chooseAccounts<T>(
  viewer: Viewer,
  { connectionId, chosen, clock, start }: Input<T>,
): Promise<Applied & { started: T | null }> {
  const visible = await listVisible(viewer, connectionId, clock);
  return withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId, { lock: true });
    if (connection.status === "choosing") throw unfinished();
    const { added, removed } = await applyChoice(tx, connection, { visible, chosen });
    const detail = { added, removed, auto_add: chosen.auto_add_accounts };
    await recordAudit(tx, viewer, { action: "connection.accounts", target: connectionId, detail });
    const isReading = added > 0 && connection.status === "active";
    return { added, removed, started: isReading ? await start(tx) : null };
  });
}
