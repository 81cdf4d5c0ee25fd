import { type SQL, sql } from "drizzle-orm";
import { arrayOf } from "@/lib/db/array-literal";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";

type Account = { connection: string; account: string; provider: string };

/** Units on hand of the connections that `own` names. Accounts that tell of one pool of stock tell of its units once. */
export async function readStockUnits(tx: Tx, own: SQL): Promise<number> {
  const accounts = await rowsOf<Account>(
    tx,
    sql`select i.connection_id as connection, i.account_external_id as account, c.provider
        from (select distinct connection_id, account_external_id from inventory where ${own}) i
        join connections c on c.id = i.connection_id`,
  );
  const pools = accounts.map(
    ({ provider, account }) => getProvider(provider).stockPoolOf?.(account) ?? account,
  );
  const column = (name: keyof Account) =>
    arrayOf(
      accounts.map((account) => account[name]),
      name === "connection" ? "uuid" : "text",
    );
  const [row] = await rowsOf<{ units: number }>(
    tx,
    sql`with told as (
      select i.connection_id, p.pool, i.fnsku, sum(i.total) as units
      from unnest(${column("connection")}, ${column("account")}, ${arrayOf(pools, "text")}) p (connection_id, account, pool)
      join inventory i on i.connection_id = p.connection_id and i.account_external_id = p.account
      group by 1, 2, 3, p.account
    ), pooled as (select max(units) as units from told group by connection_id, pool, fnsku)
    select coalesce(sum(units), 0)::int as units from pooled`,
  );
  return row?.units ?? 0;
}
