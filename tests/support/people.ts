import { member, user } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import type { Role } from "@/lib/domain/permission";
import type { Viewer } from "@/lib/workspaces/find-viewer";

/** A person of their own, member of no workspace. */
export async function createPerson(name: string): Promise<{ id: string; name: string; email: string }> {
  const id = newId();
  const person = { id, name, email: `${name.toLowerCase()}-${id}@test.local` };
  await database().insert(user).values(person);
  return person;
}

/** A further member of the viewer's workspace, who asks in their own role. */
export async function addMember(
  { workspaceId, workspaceName }: Viewer,
  role: Role,
): Promise<Viewer & { memberId: string }> {
  const person = await createPerson(`Test ${role}`.replace(" ", "-"));
  const memberId = newId();
  await database()
    .insert(member)
    .values({ id: memberId, organizationId: workspaceId, userId: person.id, role });
  return { workspaceId, workspaceName, role, memberId, actor: { type: "user", ...person } };
}
