import type { QueryClient } from "@tanstack/react-query";
import type { Connection } from "@/lib/api/connection";
import type { ProgressFrame } from "@/lib/api/sync";
import { connectionsQuery } from "./queries";

function patchWhere(client: QueryClient, isMeant: (one: Connection) => boolean, patch: Partial<Connection>) {
  client.setQueryData(connectionsQuery().queryKey, (list) =>
    list?.connections.some(isMeant)
      ? { ...list, connections: list.connections.map((one) => (isMeant(one) ? { ...one, ...patch } : one)) }
      : list,
  );
}

/** Changes one connection in the list that is on screen. */
export function patchConnection(client: QueryClient, id: string, patch: Partial<Connection>): void {
  patchWhere(client, (one) => one.id === id, patch);
}

/** Shows at once what a frame says about the connection whose run it is. */
export function patchFromFrame(client: QueryClient, jobId: string, frame: ProgressFrame): void {
  if (frame.status !== "running") return;
  const headline = frame.waiting_until === null ? "running" : "waiting";
  const isMeant = (one: Connection) =>
    one.active_job_id === jobId && (one.sync_status !== "syncing" || one.headline !== headline);
  patchWhere(client, isMeant, { sync_status: "syncing", headline });
}
