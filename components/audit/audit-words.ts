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

const wordOf = (value: unknown): string => {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.map(wordOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** What else is known of an act: `from hourly, to daily`. */
export const detailOf = ({ detail }: AuditEntry): string =>
  Object.entries(detail)
    .toSorted(([one], [other]) => Number(one === "to") - Number(other === "to"))
    .map(([name, value]) => `${name.replaceAll("_", " ")} ${wordOf(value)}`)
    .join(", ");
