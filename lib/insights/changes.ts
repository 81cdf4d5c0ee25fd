import "server-only";
import type { ChangesQuery, ChangesResponse } from "@/lib/api/numbers";
import { isId } from "@/lib/connections/is-id";
import { notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import { readRevisionRows } from "./revision-rows";

/** What changed across the workspace, newest first, in keyset pages. */
export async function listChanges(
  viewer: { workspaceId: string },
  query: ChangesQuery,
): Promise<ChangesResponse> {
  if (query.connectionId && !isId(query.connectionId)) throw notFound("The connection");
  const { rows, nextCursor } = await withWorkspace(viewer, (tx) => readRevisionRows(tx, query));
  return { changes: rows, nextCursor };
}
