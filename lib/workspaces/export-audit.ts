import "server-only";
import { AuditEntry, type AuditExportQuery } from "@/lib/api/audit";
import { withWorkspace } from "@/lib/db/transaction";
import { csvLine } from "@/lib/domain/csv";
import { type AuditFilter, auditPages } from "./audit";
import type { Viewer } from "./find-viewer";
import { recordAudit } from "./record-audit";

const columns = Object.keys(AuditEntry.shape) as (keyof AuditEntry)[];

async function* toCsv(pages: AsyncGenerator<AuditEntry[]>): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const entries of pages)
    yield entries
      .map((entry) =>
        csvLine(columns.map((name) => (name === "detail" ? JSON.stringify(entry.detail) : entry[name]))),
      )
      .join("");
}

async function* toJson(pages: AsyncGenerator<AuditEntry[]>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const entries of pages)
    for (const entry of entries) {
      yield before + JSON.stringify(entry);
      before = ",\n";
    }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/** The audit log as text, in pieces; that it was taken out is the newest entry of it. */
export async function exportAudit(
  viewer: Viewer,
  { format, ...filter }: AuditExportQuery,
): Promise<AsyncGenerator<string>> {
  const chosen: AuditFilter = filter;
  await withWorkspace(viewer, (tx) =>
    recordAudit(tx, viewer, { action: "audit.exported", detail: { format, ...chosen } }),
  );
  const pages = auditPages(viewer, chosen);
  return format === "csv" ? toCsv(pages) : toJson(pages);
}
