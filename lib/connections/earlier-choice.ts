import "server-only";
import { eq } from "drizzle-orm";
import { connectionAccounts } from "@/drizzle/schema";
import { withWorkspace } from "@/lib/db/transaction";
import type { Provider } from "@/lib/providers/contract";

/** What a person chose on the way to a connection's consent, when it is renewed; undefined where nothing is chosen. */
export async function earlierChoice(
  viewer: { workspaceId: string },
  { oauth }: Provider,
  connectionId: string,
): Promise<string | undefined> {
  const { choiceOf, choices } = oauth;
  if (!choiceOf || !choices) return undefined;
  const accounts = await withWorkspace(viewer, (tx) =>
    tx
      .select({ id: connectionAccounts.externalId })
      .from(connectionAccounts)
      .where(eq(connectionAccounts.connectionId, connectionId)),
  );
  // Of several, the one that most people would say.
  const said = new Set(accounts.map(({ id }) => choiceOf(id)));
  return choices.find(({ id }) => said.has(id))?.id;
}
