import "server-only";
import { sql } from "drizzle-orm";
import { type ExportQuery, ExportRow } from "@/lib/api/export";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { csvLine } from "@/lib/domain/csv";
import type { DayRange } from "@/lib/domain/day";
import { rangeIn } from "./range-in";
import { requireConnection } from "./require-connection";
import { numberColumns, type StoredNumbers, toNumbers } from "./to-numbers";

/** Rows in memory at once. */
const pageRows = 2_000;

type Viewer = { workspaceId: string };
type Row = Omit<ExportRow, keyof StoredNumbers> & StoredNumbers;
type Place = { connectionId: string; level: string; range: DayRange };

/** One connection's rows by entity and day, in keyset pages along the primary key. */
async function* readPages(
  viewer: Viewer,
  { connectionId, level, range }: Place,
): AsyncGenerator<ExportRow[]> {
  let last: Row | undefined;
  do {
    const after = last
      ? sql`and (m.entity_external_id, m.date) > (${last.entity_id}, ${last.day}::date)`
      : sql``;
    const rows = await withWorkspace(viewer, (tx) =>
      rowsOf<Row>(
        tx,
        sql`with page as materialized (
            select m.* from daily_metrics m where m.connection_id = ${connectionId}::uuid and m.level = ${level}
              and m.date between ${range.from}::date and ${range.to}::date ${after}
            order by m.entity_external_id, m.date limit ${pageRows})
          select m.connection_id, c.provider, m.account_external_id as account_id, a.name as account_name, a.currency, a.timezone,
            m.level, m.entity_external_id as entity_id, coalesce(e.name, a.name) as entity_name, m.date::text as day, ${numberColumns}
          from page m
          join connections c on c.id = m.connection_id
          join connection_accounts a on a.connection_id = m.connection_id and a.external_id = m.account_external_id
          left join lateral (select name from entities e where e.connection_id = m.connection_id and e.kind = m.level
            and e.external_id = m.entity_external_id limit 1) e on true
          order by m.entity_external_id, m.date`,
      ),
    );
    if (rows.length > 0) yield rows.map((row) => ({ ...row, ...toNumbers(row) }));
    last = rows.length === pageRows ? rows.at(-1) : undefined;
  } while (last);
}

export type OpenExport = DayRange & { pages: AsyncGenerator<ExportRow[]> };

/** Opens an export of one connection or the whole workspace. 404 for a connection of another workspace. */
export async function openExport(viewer: Viewer, query: ExportQuery, clock: Clock): Promise<OpenExport> {
  const { connectionId, level } = query;
  const accounts = await withWorkspace(viewer, async (tx) => {
    if (connectionId) await requireConnection(tx, connectionId);
    return rowsOf<{ connection_id: string; timezone: string }>(
      tx,
      sql`select distinct connection_id, timezone from connection_accounts
        ${connectionId ? sql`where connection_id = ${connectionId}::uuid` : sql``} order by connection_id`,
    );
  });
  const range = rangeIn(query, { timezones: accounts.map(({ timezone }) => timezone), now: clock() });
  const connectionIds = [...new Set(accounts.map(({ connection_id }) => connection_id))];
  async function* pages() {
    for (const id of connectionIds) yield* readPages(viewer, { connectionId: id, level, range });
  }
  return { ...range, pages: pages() };
}

const columns = Object.keys(ExportRow.shape) as (keyof ExportRow)[];
const firstNumber = columns.indexOf("spend");
const numeric = new Set(columns.flatMap((_, index) => (index >= firstNumber ? [index] : [])));

/** Header and rows; of an empty export only the header. */
export async function* toCsv(pages: AsyncGenerator<ExportRow[]>): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const rows of pages)
    yield rows
      .map((row) =>
        csvLine(
          columns.map((column) => row[column]),
          numeric,
        ),
      )
      .join("");
}

/** One JSON array, a row a line. */
export async function* toJson(pages: AsyncGenerator<ExportRow[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const rows of pages) {
    yield separator + rows.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
