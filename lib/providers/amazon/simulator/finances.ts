import { type Answer, ok } from "../../simulation";
import { transactionsBetween } from "./account-postings";
import type { AccountNode } from "./accounts";
import { type Asked, accountIn } from "./asked";
import type { Posting } from "./money-lines";
import { endOf, momentFrom, pageOf } from "./paging";
import { problems } from "./problems";
import { dayMs } from "./sandbox";
import { wireTransaction } from "./wire-finances";

export type Posted = { account: AccountNode; posting: Posting };

const longestSpan = 180 * dayMs;

/** What was posted from one moment until before another in all or one of the seller's marketplaces. More than 180 days hold nothing. */
export function postedBetween(
  asked: Asked,
  after: number,
  told: number | null,
  marketplaceId: string | null,
): Posted[] {
  const { sandbox } = asked;
  const before = endOf(sandbox, told);
  if (after > before) throw problems.input("Date range is invalid.");
  if (before - after > longestSpan) return [];
  const accounts = marketplaceId ? [accountIn(sandbox, marketplaceId)] : sandbox.accounts();
  return accounts.flatMap((account) =>
    transactionsBetween(sandbox, account, after, before - 1).map((posting) => ({ account, posting })),
  );
}

const perPage = 500;

export function listTransactions(asked: Asked): Answer {
  const { sandbox, params } = asked;
  const name = params.get("relatedIdentifierName");
  const after = momentFrom(params.get("postedAfter"));
  if (after === null && !name) throw problems.answerless("Start date cannot be null");
  const since = after ?? sandbox.now().getTime() - longestSpan + dayMs;
  const all = postedBetween(
    asked,
    since,
    momentFrom(params.get("postedBefore")),
    params.get("marketplaceId"),
  );
  const now = sandbox.now().getTime();
  const value = params.get("relatedIdentifierValue");
  const status = params.get("transactionStatus");
  const wired = (rows: Posted[]) =>
    rows.map(({ account, posting }) => wireTransaction(account, posting, now));
  const kept =
    name || status
      ? all.filter((posted) => {
          const [row] = wired([posted]);
          const isRelated = row?.relatedIdentifiers.some(
            (one) => one.relatedIdentifierName === name && one.relatedIdentifierValue === value,
          );
          return (!name || isRelated) && (!status || row?.transactionStatus === status);
        })
      : all;
  const page = pageOf(sandbox, {
    kind: "transactions",
    rows: kept,
    token: params.get("nextToken"),
    size: perPage,
  });
  return ok({ payload: { ...(page.next && { nextToken: page.next }), transactions: wired(page.rows) } });
}
