import * as z from "zod";
import { AlertKind, AlertSeverity } from "@/lib/domain/alert";

const Instant = z.iso.datetime();

export const Alert = z.object({
  id: z.string(),
  /** Null where it is not about a connection. */
  connection_id: z.string().nullable(),
  connection_name: z.string().nullable(),
  kind: AlertKind,
  severity: AlertSeverity,
  title: z.string(),
  detail: z.string(),
  fix: z.string().nullable(),
  status: z.enum(["open", "resolved"]),
  opened_at: Instant,
  resolved_at: Instant.nullable(),
  acknowledged_at: Instant.nullable(),
  acknowledged_by: z.string().nullable(),
  /** When webhooks were told; null while none listens. */
  notified_at: Instant.nullable(),
});
export type Alert = z.infer<typeof Alert>;

export const AlertsQuery = z.object({
  status: z.enum(["open", "all"]).default("open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export type AlertsQuery = z.infer<typeof AlertsQuery>;

/** Newest first. `open` counts all open ones, whatever the page shows. */
export const AlertList = z.object({
  alerts: z.array(Alert),
  open: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type AlertList = z.infer<typeof AlertList>;
