import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { FinishSetupRequest } from "@/lib/api/connect";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { applyChoice } from "./apply-choice";
import { findConnection } from "./find-connection";
import { listVisible } from "./list-choices";
import { setFrequencyIn } from "./set-frequency";

type Input<T> = {
  connectionId: string;
  setup: FinishSetupRequest;
  clock: Clock;
  /** Asks for the first sync, in the same transaction. */
  start: (tx: Tx) => Promise<T>;
};

const finished = () =>
  new AppError({
    code: "setup_finished",
    message: "This connection has been set up already.",
    status: 409,
    actor: "you",
    fix: "Change its accounts and frequency in Settings.",
  });

/**
 * Turns a grant into a connection: accounts, frequency and first sync hold together or not at all. Throws as
 * `applyChoice` and `setFrequency`; `setup_finished` the second time.
 */
export async function finishSetup<T>(
  viewer: Viewer,
  { connectionId, setup, clock, start }: Input<T>,
): Promise<T> {
  const visible = await listVisible(viewer, connectionId, clock);
  return withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId, { lock: true });
    if (connection.status !== "choosing") throw finished();
    const { added } = await applyChoice(tx, connection, { visible, chosen: setup });
    await tx
      .update(connections)
      .set({ status: "active", insteadOf: null })
      .where(eq(connections.id, connectionId));
    await setFrequencyIn(tx, viewer, { connection, frequency: setup.sync_frequency, at: clock() });
    const detail = { accounts: added, auto_add: setup.auto_add_accounts };
    await recordAudit(tx, viewer, { action: "connection.connected", target: connectionId, detail });
    return start(tx);
  });
}
