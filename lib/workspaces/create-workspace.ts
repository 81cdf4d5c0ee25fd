import "server-only";
import { member, organization } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";

/** A new workspace with its owner; returns its id. */
export async function createWorkspace({ userId, name }: { userId: string; name: string }): Promise<string> {
  const id = newId();
  const now = new Date();
  await database().transaction(async (tx) => {
    await tx.insert(organization).values({ id, name, slug: `w-${id}`, createdAt: now });
    await tx
      .insert(member)
      .values({ id: newId(), organizationId: id, userId, role: "owner", createdAt: now });
  });
  return id;
}
