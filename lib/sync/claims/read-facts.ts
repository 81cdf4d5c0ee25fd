import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import { customerReturns, feeEstimates, reimbursements, stockMovements } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { ClaimFacts } from "@/lib/domain/claims/facts";
import type { Reimbursement, StockMovement } from "@/lib/domain/warehouse";
import { readCharges, readInbound, readRefunds, readSoldAt } from "./read-lines";

export type AccountScope = { connectionId: string; accountExternalId: string; currency: string };

const iso = (date: Date) => date.toISOString();

/** Some vendors tell every account of a currency of the same payments: the first of the selected ones claims. */
const isShared = ({ connectionId, accountExternalId }: AccountScope) => sql<boolean>`exists (
  select 1 from reimbursements o join connection_accounts a
    on a.connection_id = o.connection_id and a.external_id = o.account_external_id and a.selected
  where o.connection_id = ${connectionId}::uuid and o.account_external_id < ${accountExternalId}
    and o.external_id = reimbursements.external_id)`;

/** Everything the rules may look at, of one account. */
export async function readFacts(tx: Tx, account: AccountScope): Promise<ClaimFacts> {
  const { connectionId, accountExternalId, currency } = account;
  const movements = await tx
    .select()
    .from(stockMovements)
    .where(
      and(
        eq(stockMovements.connectionId, connectionId),
        eq(stockMovements.accountExternalId, accountExternalId),
        eq(stockMovements.kind, "adjustment"),
      ),
    )
    .orderBy(asc(stockMovements.day), asc(stockMovements.externalId));
  const paid = await tx
    .select({ ...getTableColumns(reimbursements), isShared: isShared(account) })
    .from(reimbursements)
    .where(
      and(
        eq(reimbursements.connectionId, connectionId),
        eq(reimbursements.accountExternalId, accountExternalId),
      ),
    )
    .orderBy(asc(reimbursements.approvedAt), asc(reimbursements.externalId));
  const returned = await tx
    .select()
    .from(customerReturns)
    .where(
      and(
        eq(customerReturns.connectionId, connectionId),
        eq(customerReturns.accountExternalId, accountExternalId),
      ),
    );
  const estimates = await tx
    .select()
    .from(feeEstimates)
    .where(
      and(eq(feeEstimates.connectionId, connectionId), eq(feeEstimates.accountExternalId, accountExternalId)),
    );
  return {
    accountExternalId,
    currency,
    movements: movements as StockMovement[],
    reimbursements: paid.map((row) => ({ ...row, approvedAt: iso(row.approvedAt) }) as Reimbursement),
    returns: returned.map((row) => ({ ...row, returnedAt: iso(row.returnedAt) })),
    estimates,
    refunds: await readRefunds(tx, account),
    inbound: await readInbound(tx, account),
    charges: await readCharges(tx, account),
    soldAt: await readSoldAt(tx, account),
  };
}
