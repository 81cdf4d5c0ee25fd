import { type Cursor, FacebookAdsApi } from "facebook-nodejs-business-sdk";
import { insightStatuses } from "@/lib/providers/meta/fields";

/**
 * Meta's own SDK (facebook-nodejs-business-sdk) reads the simulator. It is unmodified: the sixth argument of its `call`
 * says which host is meant instead of `https://graph.facebook.com` (its own way to the video host), and this class
 * gives that for every question. Its crash reports to Meta are off. It sends no `appsecret_proof`, so the simulated app
 * does not insist on one. Its licence allows use "in connection with the web services and APIs provided by Facebook":
 * it is for these tests of a client of theirs and no part of what is shipped.
 */
export class Api extends FacebookAdsApi {
  constructor(
    token: string,
    private readonly url: string,
  ) {
    super(token, "en_US", false);
  }

  override call(...[method, path, params, files, isMultipart]: Parameters<FacebookAdsApi["call"]>) {
    return super.call(method, path, params, files, isMultipart, this.url);
  }
}

export type Row = Record<string, unknown>;
type Readable = { exportAllData(): Row };

/** Every page to the end, by the SDK's own cursor. */
export async function pagesOf<T extends Readable>(first: Promise<Cursor<T>>): Promise<Row[][]> {
  const cursor = await first;
  const pages = [cursor.map((node) => node.exportAllData())];
  while (cursor.hasNext()) {
    await cursor.next();
    pages.push(cursor.map((node) => node.exportAllData()));
  }
  return pages;
}
export const rowsOf = async <T extends Readable>(first: Promise<Cursor<T>>) => (await pagesOf(first)).flat();

const micros = (money: unknown) => String(Math.round(Number(money ?? 0) * 1_000_000));
/** Spend, impressions and clicks of a row as it came. */
export const measured = (row: Row) => `${micros(row.spend)} ${row.impressions ?? "0"} ${row.clicks ?? "0"}`;
type Measured = { spendMicros: string | null; impressions: string | null; clicks: string | null };
/** The same of the truth. */
export const expected = ({ spendMicros, impressions, clicks }: Measured) =>
  `${spendMicros} ${impressions} ${clicks}`;

/** What the SDK's own error says; null when nothing was refused. */
export const refusalOf = (pending: Promise<unknown>) =>
  pending.then(
    () => null,
    ({ name, status, response, headers }) => ({ name, status, response, headers }),
  );

/** Archived and deleted things are only told of when asked for. */
export const ofEvery = (level: keyof typeof insightStatuses) => ({
  filtering: [{ field: `${level}.effective_status`, operator: "IN", value: insightStatuses[level] }],
});
