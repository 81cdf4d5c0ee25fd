import "server-only";
import { env } from "@/lib/core/env";

/** Realtime is granted per workspace by the operator. */
export function hasRealtimeGrant(workspaceId: string): boolean {
  const granted = env()
    .FRESHET_REALTIME_WORKSPACES.split(",")
    .map((id) => id.trim());
  return granted.includes("*") || granted.includes(workspaceId);
}
