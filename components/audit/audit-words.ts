import { formatAbsolute } from "@/components/ui/format-time";
import type { AuditEntry } from "@/lib/api/audit";
import { auditWords, isAuditAction } from "@/lib/domain/audit";

/** What was done, in words; an action of earlier times by its own name. */
export const wordsOfAction = (action: string): string =>
  isAuditAction(action) ? auditWords[action] : action;

/** The name of what it was done to; a short id where it had no name. */
export function targetOf({ target, target_name }: AuditEntry): string | null {
  if (target_name !== null) return target_name;
  return target === null ? null : `…${target.slice(-8)}`;
}

/** An act that names a moment and tells none never comes to it. */
const isMoment = (name: string) => name.endsWith("_at");

const wordOf = (value: unknown, name = ""): string => {
  if (value === null || value === undefined) return isMoment(name) ? "never" : "none";
  if (isMoment(name) && typeof value === "string") return formatAbsolute(value);
  if (Array.isArray(value)) return value.map((one) => wordOf(one)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const labels: Record<string, string> = { job_id: "sync", expires_at: "expires" };
const labelOf = (name: string) => labels[name] ?? name.replaceAll("_", " ");

/** What else is known of an act: `from hourly, to daily`. */
export const detailOf = ({ detail }: AuditEntry): string =>
  Object.entries(detail)
    .toSorted(([one], [other]) => Number(one === "to") - Number(other === "to"))
    .map(([name, value]) => `${labelOf(name)} ${wordOf(value, name)}`)
    .join(", ");
