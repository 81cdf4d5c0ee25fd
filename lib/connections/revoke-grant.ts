import "server-only";
import { sql } from "drizzle-orm";
import { log } from "@/lib/core/log";
import type { Secret } from "@/lib/core/secret";
import { rowsOf, withJobs } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";

type Login = { id: string; provider: string; externalUserId: string };

/** Does another connection, of any workspace, live on the same login? */
async function isShared({ id, provider, externalUserId }: Login): Promise<boolean> {
  const statement = sql`select 1 as one from connections where provider = ${provider}
    and external_user_id = ${externalUserId} and id <> ${id}::uuid and status <> 'disconnected' limit 1`;
  return (await withJobs((tx) => rowsOf(tx, statement))).length > 0;
}

/**
 * Ends our access at the provider. A vendor ends all of a login's access at once, so it is left alone while another
 * connection needs it. Quiet when the provider cannot be reached: the caller shreds the tokens in any case.
 */
export async function revokeGrant(login: Login, accessToken: Secret): Promise<void> {
  const { id: connectionId, externalUserId } = login;
  try {
    if (await isShared(login)) return;
    await getProvider(login.provider).oauth.revoke({ accessToken, externalUserId });
  } catch (error) {
    log.warn({ error, connectionId }, "the provider did not confirm the revocation");
  }
}
