import "server-only";
import { eq } from "drizzle-orm";
import { connectionAccounts, connections } from "@/drizzle/schema";
import type { SetupTest } from "@/lib/api/connection";
import type { Clock } from "@/lib/core/clock";
import { notFound, toAppError } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import { getProvider } from "@/lib/providers";
import { getAccess } from "./access";
import { createCallContext } from "./call-context";
import { isId } from "./is-id";

type Check = SetupTest["checks"][number];

const failed = (title: string, thrown: unknown): Check => {
  const { message, fix } = toAppError(thrown);
  return { title, status: "failed", message, ...(fix ? { fix } : {}) };
};

function checkAccounts(chosen: { externalId: string; name: string }[], visible: Account[]): Check[] {
  return chosen.map(({ externalId, name }) => {
    const found = visible.find((account) => account.externalId === externalId);
    const title = `Account ${name}`;
    if (!found)
      return {
        title,
        status: "failed",
        message: "The login no longer sees this account.",
        fix: "Ask its admin for access, or deselect it.",
      };
    if (found.status !== "active")
      return {
        title,
        status: "warning",
        message: "The account is disabled at the provider; past numbers can still be read.",
      };
    return { title, status: "ok", message: `Readable, in ${found.currency}, days in ${found.timezone}.` };
  });
}

/** Tries what a sync needs, item by item, without writing anything. */
export async function testConnection(
  viewer: { workspaceId: string },
  connectionId: string,
  clock: Clock,
): Promise<SetupTest> {
  if (!isId(connectionId)) throw notFound("The connection");
  const { workspaceId } = viewer;
  const { connection, accounts } = await withWorkspace(viewer, async (tx) => ({
    connection: (await tx.select().from(connections).where(eq(connections.id, connectionId)))[0],
    accounts: await tx
      .select()
      .from(connectionAccounts)
      .where(eq(connectionAccounts.connectionId, connectionId)),
  }));
  if (!connection) throw notFound("The connection");
  const provider = getProvider(connection.provider);
  try {
    const accessToken = await getAccess({ scope: { workspaceId, connectionId }, provider, clock });
    const signal = AbortSignal.timeout(30_000);
    const visible = await provider.listAccounts(
      createCallContext({ workspaceId, provider, accessToken, clock, signal }),
    );
    const access: Check = { title: "Access", status: "ok", message: `${provider.name} accepts our access.` };
    return {
      checks: [
        access,
        ...checkAccounts(
          accounts.filter(({ selected }) => selected),
          visible,
        ),
      ],
    };
  } catch (thrown) {
    return { checks: [failed("Access", thrown)] };
  }
}
