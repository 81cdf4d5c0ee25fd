import "server-only";
import { sql } from "drizzle-orm";
import { connectionAccounts } from "@/drizzle/schema";
import { log } from "@/lib/core/log";
import type { Tx } from "@/lib/db/transaction";
import { isTimezone } from "@/lib/domain/day";
import type { Account } from "@/lib/domain/entity";

type Owner = { workspaceId: string; connectionId: string; provider: string };

/** Rows of one insert: Postgres takes 65,535 parameters. */
const batchSize = 2_000;

/** A zone that Node does not know would break every screen that tells days; UTC is at most a day off. */
function known(account: Account): Account {
  if (isTimezone(account.timezone)) return account;
  log.warn(
    { timezone: account.timezone, account: account.externalId },
    "an unknown time zone is taken for UTC",
  );
  return { ...account, timezone: "UTC" };
}

/** Adds accounts to a connection, or brings those it has up to date; which of these are chosen stays. */
export async function writeAccounts(tx: Tx, owner: Owner, accounts: Account[]): Promise<void> {
  const rows = accounts.map((account) => ({ ...known(account), ...owner }));
  for (let at = 0; at < rows.length; at += batchSize)
    await tx
      .insert(connectionAccounts)
      .values(rows.slice(at, at + batchSize))
      .onConflictDoUpdate({
        target: [connectionAccounts.connectionId, connectionAccounts.externalId],
        set: {
          name: sql`excluded.name`,
          currency: sql`excluded.currency`,
          timezone: sql`excluded.timezone`,
          status: sql`excluded.status`,
          route: sql`excluded.route`,
        },
      });
}
