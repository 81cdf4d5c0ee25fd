import { ApiKey, ApiKeyList, CreateApiKeyRequest, CreatedApiKey } from "./api-keys";
import { AuditExport, AuditExportQuery, AuditPage, AuditQuery } from "./audit";
import {
  ChangeRoleRequest,
  InvitationLink,
  InvitationPreview,
  InvitationRequest,
  InviteRequest,
  Member,
  MemberList,
  RenameRequest,
  SwitchRequest,
  WorkspaceList,
} from "./members";
import { group } from "./route-table";

const keys = group("API keys");
const members = group("Members");
const own = group("Workspaces");
const audit = group("Audit");

const keyRoutes = [
  keys.get(
    "/api/api-keys",
    "The workspace's API keys, without the keys themselves",
    { 200: ApiKeyList },
    { needs: "keys" },
  ),
  keys.post(
    "/api/api-keys",
    "Make an API key; this answer alone holds it",
    { 201: CreatedApiKey },
    { body: CreateApiKeyRequest, needs: "keys", refuses: [409] },
  ),
  keys.remove("/api/api-keys/{keyId}", "Revoke an API key, at once", { 200: ApiKey }, { needs: "keys" }),
];

const memberRoutes = [
  members.get("/api/members", "Who belongs to the workspace, and who is invited", { 200: MemberList }),
  members.patch(
    "/api/members/{memberId}",
    "Give a member another role",
    { 200: Member },
    { body: ChangeRoleRequest, needs: "members", refuses: [409] },
  ),
  members.remove(
    "/api/members/{memberId}",
    "Take a member out of the workspace",
    { 204: null },
    { needs: "members", refuses: [409] },
  ),
  members.post(
    "/api/members/invitations",
    "Invite an address; this answer alone holds the link",
    { 201: InvitationLink },
    { body: InviteRequest, needs: "members", refuses: [409] },
  ),
  members.post(
    "/api/members/invitations/{invitationId}/renew",
    "A new link; the old one stops working",
    { 200: InvitationLink },
    { needs: "members" },
  ),
  members.remove(
    "/api/members/invitations/{invitationId}",
    "Withdraw an invitation",
    { 204: null },
    { needs: "members" },
  ),
  members.post(
    "/api/invitations/preview",
    "What an invitation's link is for",
    { 200: InvitationPreview },
    { body: InvitationRequest, isPublic: true },
  ),
  members.post(
    "/api/invitations/accept",
    "Join a workspace by invitation",
    { 204: null },
    { body: InvitationRequest, needs: "self", refuses: [404, 409] },
  ),
];

const workspaceRoutes = [
  own.patch(
    "/api/workspace",
    "Rename the workspace",
    { 204: null },
    { body: RenameRequest, needs: "members" },
  ),
  own.post("/api/workspace/leave", "Leave the workspace", { 204: null }, { needs: "self", refuses: [409] }),
  own.get("/api/workspaces", "One's workspaces", { 200: WorkspaceList }, { needs: "self" }),
  own.post(
    "/api/workspaces/switch",
    "Go on in another of one's workspaces",
    { 204: null },
    { body: SwitchRequest, needs: "self", refuses: [404] },
  ),
];

const auditRoutes = [
  audit.get(
    "/api/audit",
    "Who did what, newest first",
    { 200: AuditPage },
    { query: AuditQuery, needs: "audit" },
  ),
  audit.get(
    "/api/audit/export",
    "The audit log as CSV or JSON, streamed",
    { 200: AuditExport },
    { query: AuditExportQuery, needs: "audit" },
  ),
  own.get(
    "/api/workspace/export",
    "Everything of the workspace but its secrets, streamed",
    { 200: { media: "application/x-ndjson", means: "A header, a line per row, an end with the counts" } },
    { needs: "take_out" },
  ),
];

export const teamRoutes = [...keyRoutes, ...memberRoutes, ...workspaceRoutes, ...auditRoutes];
