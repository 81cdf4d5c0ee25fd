import * as z from "zod";
import { auditActions } from "@/lib/domain/audit";

export const AuditEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  actor_type: z.enum(["user", "api_key", "system"]),
  /** `connection.paused` and so on; older entries may hold actions that are not noted any more. */
  action: z.string(),
  target: z.string().nullable(),
  /** What the target was called at the time. */
  target_name: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** Where the request came from; null where the platform does not tell. */
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const filters = {
  action: z.enum(auditActions).optional(),
  /** The exact name of who did it. */
  actor: z.string().max(200).optional(),
};

export const AuditQuery = z.object({
  ...filters,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Newest first. `actors` are all names in the log, for a filter. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  actors: z.array(z.string()),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditExportQuery = z.object({ ...filters, format: z.enum(["csv", "json"]).default("csv") });
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;
export const AuditExport = z.array(AuditEntry);
