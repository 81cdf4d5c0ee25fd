import * as z from "zod";

export const AlertKind = z.enum([
  "run_failed",
  "failing_repeatedly",
  "auto_paused",
  "needs_reauth",
  "token_expiring",
  "stale",
  "suspicious_shrink",
  "webhook_disabled",
]);
export type AlertKind = z.infer<typeof AlertKind>;

export const AlertSeverity = z.enum(["info", "warning", "critical"]);
export type AlertSeverity = z.infer<typeof AlertSeverity>;
