import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { invitation } from "@/drizzle/schema";
import type { Invitation } from "@/lib/api/members";
import { env } from "@/lib/core/env";
import { Role } from "@/lib/domain/permission";

const invitationDays = 7;
const dayMs = 86_400_000;

export const hashInvitation = (token: string) => createHash("sha256").update(token).digest("hex");
export const expiryFrom = (now: Date) => new Date(now.getTime() + invitationDays * dayMs);

/** A new secret and the link with it, behind the `#`: it reaches neither a server's log nor a referrer. */
export function makeLink(): { tokenHash: string; link: string } {
  const token = randomBytes(32).toString("base64url");
  return { tokenHash: hashInvitation(token), link: `${env().APP_URL}/invite#${token}` };
}

type Row = typeof invitation.$inferSelect;

export function statusOf({ status, expiresAt }: Row, now: Date): Invitation["status"] {
  if (status === "accepted") return "used";
  if (status !== "pending") return "withdrawn";
  return expiresAt <= now ? "expired" : "open";
}

export const toInvitation = (row: Row, invitedBy: string, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: Role.catch("viewer").parse(row.role),
  status: statusOf(row, now),
  invited_by: invitedBy,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
});
