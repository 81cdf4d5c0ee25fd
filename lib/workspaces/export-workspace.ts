import "server-only";
import type { Clock } from "@/lib/core/clock";
import { withWorkspace } from "@/lib/db/transaction";
import { exportTables, tableRows } from "./export-tables";
import type { Viewer } from "./find-viewer";
import { listMembers } from "./list-members";
import { recordAudit } from "./record-audit";

async function* lines(viewer: Viewer, clock: Clock): AsyncGenerator<string> {
  const { workspaceId: id, workspaceName: name } = viewer;
  const { members } = await listMembers(viewer, clock);
  yield `${JSON.stringify({ workspace: { id, name, exported_at: clock().toISOString() } })}\n`;
  for (const { is_you: _, ...row } of members) yield `${JSON.stringify({ table: "members", row })}\n`;
  const counts: Record<string, number> = { members: members.length };
  for (const table of await exportTables(viewer)) {
    const head = JSON.stringify(table.name);
    counts[table.name] = 0;
    for await (const rows of tableRows(viewer, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      yield rows.map((row) => `{"table":${head},"row":${row}}\n`).join("");
    }
  }
  yield `${JSON.stringify({ end: { rows: counts } })}\n`;
}

/**
 * The whole workspace as newline-delimited JSON, in pieces: a header, a line per row, and an end with the counts,
 * without which the file is cut. Tables are read one after another while syncs go on, so they may be moments apart.
 */
export async function exportWorkspace(viewer: Viewer, clock: Clock): Promise<AsyncGenerator<string>> {
  await withWorkspace(viewer, (tx) => recordAudit(tx, viewer, { action: "workspace.exported" }));
  return lines(viewer, clock);
}
