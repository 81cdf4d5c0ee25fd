import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, invitation, member } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { withWorkspace } from "@/lib/db/transaction";
import { acceptInvitation, previewInvitation } from "@/lib/workspaces/accept-invitation";
import { auth } from "@/lib/workspaces/auth";
import { changeRole, leaveWorkspace, removeMember } from "@/lib/workspaces/change-member";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { invite, renewInvitation, withdrawInvitation } from "@/lib/workspaces/invite";
import { listMembers } from "@/lib/workspaces/list-members";
import { listWorkspaces } from "@/lib/workspaces/workspaces";
import { addMember, createPerson } from "../support/people";
import { createTestWorkspace } from "../support/workspace";

let owner: Viewer;
let now: Date;
const clock = () => now;
const tokenOf = (link: string) => link.split("#")[1] ?? "";
const noted = (viewer: Viewer) =>
  withWorkspace(viewer, (tx) => tx.select().from(auditLog).orderBy(desc(auditLog.id)));
const idOf = async (viewer: Viewer) =>
  (await listMembers(viewer, clock)).members.find(({ is_you }) => is_you)?.id ?? "";

/** A person who has a workspace of their own, as everybody who signed up. */
async function createGuest(): Promise<Viewer & { email: string }> {
  const own = await createTestWorkspace();
  const person = await createPerson("Guest");
  const actor = { type: "user" as const, ...person };
  return { ...own, actor, email: person.email };
}

beforeEach(async () => {
  owner = await createTestWorkspace();
  now = new Date("2026-06-10T15:00:00Z");
});

describe("an invitation", () => {
  test("lets the person it names join in its role, once", async () => {
    const guest = await createGuest();
    const { invitation: made, link } = await invite(owner, { email: guest.email, role: "member" }, clock);
    expect(made).toMatchObject({ status: "open", role: "member", invited_by: "Test owner" });
    expect(await previewInvitation(tokenOf(link), null, clock)).toMatchObject({
      workspace_name: "Test",
      email: guest.email,
      status: "open",
    });
    expect(await acceptInvitation(guest, tokenOf(link), clock)).toBe(owner.workspaceId);
    expect((await listWorkspaces(guest)).map(({ id, role }) => [id, role])).toEqual([
      [owner.workspaceId, "member"],
    ]);
    await expect(acceptInvitation(guest, tokenOf(link), clock)).rejects.toMatchObject({
      status: 409,
      message: "This link was used already.",
    });
    expect((await noted(owner)).map(({ action, actor }) => [action, actor])).toEqual([
      ["member.joined", "Guest"],
      ["member.invited", "Test owner"],
    ]);
  });

  test("is used up by one of two who accept it at once", async () => {
    const guest = await createGuest();
    const { link } = await invite(owner, { email: guest.email, role: "viewer" }, clock);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => acceptInvitation(guest, tokenOf(link), clock)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is worth nothing to somebody else, after a week, when renewed or when withdrawn", async () => {
    const guest = await createGuest();
    const other = await createGuest();
    const { invitation: made, link } = await invite(owner, { email: guest.email, role: "member" }, clock);
    await expect(acceptInvitation(other, tokenOf(link), clock)).rejects.toMatchObject({
      status: 403,
      code: "other_person",
    });
    const renewed = await renewInvitation(owner, made.id, clock);
    await expect(acceptInvitation(guest, tokenOf(link), clock)).rejects.toMatchObject({ status: 404 });
    now = new Date(now.getTime() + 7 * 86_400_000);
    await expect(acceptInvitation(guest, tokenOf(renewed.link), clock)).rejects.toMatchObject({
      message: "This invitation has expired.",
    });
    const again = await renewInvitation(owner, made.id, clock);
    await withdrawInvitation(owner, made.id, clock);
    await expect(acceptInvitation(guest, tokenOf(again.link), clock)).rejects.toMatchObject({ status: 404 });
    expect((await listMembers(owner, clock)).members).toHaveLength(1);
  });

  test("keeps its secret out of the database, the audit log and the path of its link", async () => {
    const { link } = await invite(owner, { email: "new@test.local", role: "member" }, clock);
    const stored = await database().select().from(invitation);
    expect(JSON.stringify([stored, await noted(owner)])).not.toContain(tokenOf(link));
    expect(new URL(link).pathname).toBe("/invite");
    expect(new URL(link).search).toBe("");
  });

  test("is refused for members and for those invited already", async () => {
    const known = await addMember(owner, "viewer");
    const to = (email: string) => invite(owner, { email, role: "member" }, clock);
    await expect(to(known.actor.email ?? "")).rejects.toMatchObject({ code: "already_member" });
    await to("new@test.local");
    await expect(to("new@test.local")).rejects.toMatchObject({ code: "already_invited" });
  });
});

describe("roles", () => {
  test("an admin runs members and may not touch, make or invite owners", async () => {
    const admin = await addMember(owner, "admin");
    const someone = await addMember(owner, "viewer");
    expect(await changeRole(admin, someone.memberId, "member")).toMatchObject({ role: "member" });
    const refused = { status: 403, message: expect.stringContaining("Only an owner may") };
    await expect(changeRole(admin, someone.memberId, "owner")).rejects.toMatchObject(refused);
    await expect(changeRole(admin, await idOf(owner), "viewer")).rejects.toMatchObject(refused);
    await expect(removeMember(admin, await idOf(owner))).rejects.toMatchObject(refused);
    expect(() => invite(admin, { email: "x@test.local", role: "owner" }, clock)).toThrow(/Only an owner/);
  });

  test("the last owner can neither step down, be removed nor leave", async () => {
    const id = await idOf(owner);
    const refused = { status: 409, code: "last_owner" };
    await expect(changeRole(owner, id, "admin")).rejects.toMatchObject(refused);
    await expect(removeMember(owner, id)).rejects.toMatchObject(refused);
    await expect(leaveWorkspace(owner)).rejects.toMatchObject(refused);
  });

  test("of two owners who leave at once, one stays", async () => {
    const second = await addMember(owner, "owner");
    const outcomes = await Promise.allSettled([leaveWorkspace(owner), leaveWorkspace(second)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await database().select().from(member).where(eq(member.organizationId, owner.workspaceId));
    expect(left.map(({ role }) => role)).toEqual(["owner"]);
  });

  test("a member that was removed or left is gone, and it is noted who did it", async () => {
    const gone = await addMember(owner, "member");
    const leaver = await addMember(owner, "viewer");
    await removeMember(owner, gone.memberId);
    await leaveWorkspace(leaver);
    expect((await listMembers(owner, clock)).members.map(({ is_you }) => is_you)).toEqual([true]);
    expect((await noted(owner)).map(({ action, targetName }) => [action, targetName])).toEqual([
      ["member.left", leaver.actor.email],
      ["member.removed", gone.actor.email],
    ]);
  });

  test("another workspace's members and invitations do not exist here", async () => {
    const stranger = await createTestWorkspace();
    const theirs = await addMember(stranger, "viewer");
    const { invitation: made } = await invite(stranger, { email: "n@test.local", role: "member" }, clock);
    const missing = { status: 404 };
    await expect(changeRole(owner, theirs.memberId, "admin")).rejects.toMatchObject(missing);
    await expect(removeMember(owner, theirs.memberId)).rejects.toMatchObject(missing);
    await expect(renewInvitation(owner, made.id, clock)).rejects.toMatchObject(missing);
    await expect(withdrawInvitation(owner, made.id, clock)).rejects.toMatchObject(missing);
  });
});

test("members see each other; who is invited is seen by those who invite", async () => {
  await invite(owner, { email: "new@test.local", role: "member" }, clock);
  const viewer = await addMember(owner, "viewer");
  const seen = await listMembers(viewer, clock);
  expect([seen.members.length, seen.invitations.length]).toEqual([2, 0]);
  expect((await listMembers(owner, clock)).invitations).toHaveLength(1);
});

test("better-auth's own ways to change members are closed", async () => {
  const post = (path: string) =>
    auth().handler(
      new Request(`http://localhost:3000/api/auth/organization/${path}`, { method: "POST", body: "{}" }),
    );
  for (const path of [
    "invite-member",
    "remove-member",
    "update-member-role",
    "leave",
    "create",
    "set-active",
  ])
    expect([path, (await post(path)).status]).toEqual([path, 404]);
});
