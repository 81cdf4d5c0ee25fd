import postgres from "postgres";
import { expect, test } from "vitest";
import type { DailyMetric } from "@/lib/domain/metric";
import { percentile, table } from "../prove/support/table";
import { createTestWorkspace } from "../support/workspace";
import { makeConnection, makeRows, store } from "./write-path-rows";
import { type Writer, writers } from "./write-path-writers";

const repeats = 3;
const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });

type Cell = { rowsPerSecond: number; walBytes: number };

const walPosition = async () => {
  const [row] = await sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as at`;
  return Number(row?.at);
};

/** One way to write, on a connection of its own that already holds `stored`; the middle of three runs. */
async function measure(writer: Writer, stored: DailyMetric[], incoming: DailyMetric[]): Promise<Cell> {
  const cells: Cell[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const { workspaceId } = await createTestWorkspace();
    const scope = await makeConnection(workspaceId);
    if (stored.length > 0) await store(sql, scope, stored);
    const rows = incoming.slice(0, writer.rows);
    await sql`checkpoint`;
    const walBefore = await walPosition();
    const startedAt = performance.now();
    await writer.write(sql, scope, rows);
    const seconds = (performance.now() - startedAt) / 1_000;
    const walBytes = ((await walPosition()) - walBefore) / rows.length;
    cells.push({ rowsPerSecond: rows.length / seconds, walBytes });
  }
  const middle = (values: number[]) => percentile(values, 0.5);
  return {
    rowsPerSecond: middle(cells.map((cell) => cell.rowsPerSecond)),
    walBytes: middle(cells.map((cell) => cell.walBytes)),
  };
}

test("writing 20,000 daily rows that differ from what is stored in 0, 1, 10 or 100 %, or are new", async () => {
  const stored = makeRows(20_000);
  const shares = [0, 0.01, 0.1, 1].map((share) => ({
    name: `${share * 100} % changed`,
    stored,
    incoming: makeRows(20_000, share),
  }));
  const cases = [...shares, { name: "new rows", stored: [], incoming: stored }];
  const [copy] = writers;
  if (!copy) throw new Error("there is no baseline");
  await measure(copy, [], stored); // warms the driver and the tables
  const limit = await measure(copy, [], stored);
  const speed: (string | number)[][] = [[copy.name, ...cases.map(() => "1.00")]];
  const wal: (string | number)[][] = [[copy.name, ...cases.map(() => limit.walBytes.toFixed(0))]];
  for (const writer of writers.slice(1)) {
    const cells = await cases.reduce<Promise<Cell[]>>(
      async (done, { stored: before, incoming }) => [
        ...(await done),
        await measure(writer, before, incoming),
      ],
      Promise.resolve([]),
    );
    speed.push([writer.name, ...cells.map((cell) => (cell.rowsPerSecond / limit.rowsPerSecond).toFixed(3))]);
    wal.push([writer.name, ...cells.map((cell) => cell.walBytes.toFixed(0))]);
  }
  const heads = cases.map(({ name }) => name);
  console.log(
    `\n${table([`speed, COPY = 1 (${Math.round(limit.rowsPerSecond / 1_000)} k rows/s)`, ...heads], speed)}`,
  );
  console.log(`\n${table(["WAL bytes per row", ...heads], wal)}\n`);
  await sql.end();
  expect(speed).toHaveLength(writers.length);
});
