import { AuditPage, AuditQuery } from "@/lib/api/audit";
import { readAudit } from "@/lib/workspaces/audit";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(
  async ({ viewer, request }) => answer(AuditPage, await readAudit(viewer, readQuery(request, AuditQuery))),
  { needs: "audit" },
);
