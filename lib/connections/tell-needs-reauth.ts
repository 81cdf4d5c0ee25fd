import "server-only";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import type { Tx } from "@/lib/db/transaction";

type Stopped = {
  workspaceId: string;
  connectionId: string;
  name: string;
  provider: string;
  error: { code: string; message: string };
  at: Date;
};

/** Tells who listens that a connection waits for a person, in the transaction in which it begins to. */
export function tellNeedsReauth(tx: Tx, stopped: Stopped): Promise<number> {
  const { workspaceId, connectionId, name, provider, at } = stopped;
  const { code, message } = stopped.error;
  const type = "connection.needs_reauth";
  const about = { workspace_id: workspaceId, connection_id: connectionId, connection_name: name, provider };
  const key = `${type}:${connectionId}:${at.toISOString()}`;
  return tellWebhooks(tx, { workspaceId, type, key, at, data: { ...about, error: { code, message } } });
}
