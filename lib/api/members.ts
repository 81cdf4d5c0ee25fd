import * as z from "zod";
import { Role } from "@/lib/domain/permission";

const Instant = z.iso.datetime();
const Email = z.email().max(254).trim().toLowerCase();

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  is_you: z.boolean(),
  joined_at: Instant,
});
export type Member = z.infer<typeof Member>;

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  status: z.enum(["open", "expired", "used", "withdrawn"]),
  invited_by: z.string(),
  created_at: Instant,
  expires_at: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

/** `invitations` are those not used yet; empty for readers who may not invite. */
export const MemberList = z.object({ members: z.array(Member), invitations: z.array(Invitation) });
export type MemberList = z.infer<typeof MemberList>;

export const InviteRequest = z.object({ email: Email, role: Role });
export type InviteRequest = z.infer<typeof InviteRequest>;

/** The only answer that holds the link; its secret lies behind the `#`, which browsers send to no server. */
export const InvitationLink = z.object({ invitation: Invitation, link: z.string() });
export type InvitationLink = z.infer<typeof InvitationLink>;

export const ChangeRoleRequest = z.object({ role: Role });

export const InvitationRequest = z.object({ token: z.string().max(200) });

/** What somebody with the link is told before they accept. */
export const InvitationPreview = z.object({
  workspace_name: z.string(),
  email: z.string(),
  role: Role,
  invited_by: z.string(),
  status: Invitation.shape.status,
  expires_at: Instant,
  /** Who the reader is signed in as; null when not. */
  signed_in_as: z.string().nullable(),
});
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const Workspace = z.object({ id: z.string(), name: z.string(), role: Role, is_current: z.boolean() });
export type Workspace = z.infer<typeof Workspace>;
export const WorkspaceList = z.object({ workspaces: z.array(Workspace) });

export const RenameRequest = z.object({ name: z.string().trim().min(1).max(80) });
export const SwitchRequest = z.object({ workspace_id: z.string() });
