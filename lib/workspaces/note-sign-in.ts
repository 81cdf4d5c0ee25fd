import "server-only";
import { eq } from "drizzle-orm";
import { user } from "@/drizzle/schema";
import { log } from "@/lib/core/log";
import { enterWorkspace, withPeople } from "@/lib/db/transaction";
import { recordAudit } from "./record-audit";

type SignIn = { userId: string; workspaceId: unknown; userAgent?: string | null };

/** Notes that somebody signed in, in the workspace they come to. Nobody is kept out because it cannot be noted. */
export async function noteSignIn({ userId, workspaceId, userAgent = null }: SignIn): Promise<void> {
  if (typeof workspaceId !== "string") return;
  try {
    await withPeople(async (tx) => {
      const [person] = await tx.select({ name: user.name }).from(user).where(eq(user.id, userId));
      await enterWorkspace(tx, { workspaceId });
      const actor = { type: "user", id: userId, name: person?.name ?? "Somebody" };
      const origin = { ip: null, userAgent: userAgent?.slice(0, 300) ?? null };
      await recordAudit(tx, { workspaceId, actor, origin }, { action: "member.signed_in" });
    });
  } catch (error) {
    log.error({ error }, "a sign-in could not be noted");
  }
}
