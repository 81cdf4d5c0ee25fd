import type { QueryClient } from "@tanstack/react-query";
import type { Connection } from "@/lib/api/connection";
import { connectionsQuery } from "./queries";

/** Changes one connection in the list that is on screen. */
export function patchConnection(client: QueryClient, id: string, patch: Partial<Connection>): void {
  client.setQueryData(connectionsQuery().queryKey, (list) =>
    list === undefined
      ? undefined
      : { connections: list.connections.map((one) => (one.id === id ? { ...one, ...patch } : one)) },
  );
}
