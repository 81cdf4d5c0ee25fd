import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ExportQuery } from "@/lib/api/export";
import { newId, newRunId } from "@/lib/core/ids";
import { withWorker } from "@/lib/db/transaction";
import { openExport, toCsv } from "@/lib/insights/export";
import { assembleSnapshot } from "@/lib/sync/assemble";
import { persistSnapshot } from "@/lib/sync/persist";
import { createTestWorkspace } from "../support/workspace";

const ads = 20_000;
const days = 90;
const at = new Date("2026-06-10T15:00:00Z");

test(`a snapshot and an export of ${ads.toLocaleString("en")} ads over ${days} days`, async () => {
  const { workspaceId } = await createTestWorkspace();
  const [connectionId, runId] = [newId(), newRunId()];
  const lease = { workspaceId, connectionId, runId, fence: 1 };
  await withWorker(lease, async (tx) => {
    await tx.execute(sql`insert into connections (id, workspace_id, provider, name, external_user_id, lease_run_id, fence)
      values (${connectionId}, ${workspaceId}, 'meta', 'Bench', 'bench', ${runId}, 1)`);
    await tx.execute(sql`insert into connection_accounts (workspace_id, connection_id, external_id, provider, name, currency, timezone)
      values (${workspaceId}, ${connectionId}, 'act_1', 'meta', 'Bench', 'EUR', 'Europe/Berlin')`);
    await tx.execute(sql`insert into sync_runs (id, workspace_id, connection_id, trigger, mode, status, actor, inserted)
      values (${runId}, ${workspaceId}, ${connectionId}, 'manual', 'full', 'running', 'bench', 1)`);
    await tx.execute(sql`insert into entities (connection_id, workspace_id, kind, external_id, account_external_id, name, status)
      select ${connectionId}, ${workspaceId}, 'ad', 'ad_' || n, 'act_1', 'Ad number ' || n, 'ACTIVE' from generate_series(1, ${ads}::int) n`);
  });
  for (let day = 0; day < days; day += 10)
    await withWorker(lease, (tx) =>
      tx.execute(sql`insert into daily_metrics (connection_id, workspace_id, level, entity_external_id, date, account_external_id,
          spend_micros, revenue_micros, impressions, clicks, visitors, conversions_micros, leads_micros, installs_micros, purchases_micros)
        select ${connectionId}, ${workspaceId}, 'ad', 'ad_' || n, '2026-06-10'::date - d, 'act_1',
          n * 7919::bigint * (d + 3) % 90000000, n * 104729::bigint * (d + 1) % 300000000, n * 31 * (d + 7) % 9000, n * 17 % 400, n % 300,
          n % 9 * 1000000, 0, 0, n % 5 * 1000000
        from generate_series(1, ${ads}::int) n, generate_series(${day}::int, ${Math.min(day + 9, days - 1)}::int) d`),
    );
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const startedAt = performance.now();
  const { rows, state } = await assembleSnapshot(lease, { clock: () => at, budgetMs: 600_000 });
  const assembledAt = performance.now();
  const { bytes } = await persistSnapshot(lease, { clock: () => at });
  clearInterval(watch);
  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
  const megabytes = (size: number) => (size / 1_048_576).toFixed(0);
  console.log(
    `${rows.toLocaleString("en")} rows: assembled in ${seconds(startedAt, assembledAt)} s, ` +
      `persisted in ${seconds(assembledAt, performance.now())} s, ${megabytes(bytes)} MB compressed, ` +
      `memory grew by ${megabytes(peak - before)} MB`,
  );
  const exportedAt = performance.now();
  const query = ExportQuery.parse({ level: "ad", connectionId, from: "2026-03-01", to: "2026-06-10" });
  const { pages } = await openExport(lease, query, () => at);
  let length = 0;
  for await (const text of toCsv(pages)) length += text.length;
  console.log(
    `CSV of ${(ads * days).toLocaleString("en")} rows: ${seconds(exportedAt, performance.now())} s, ` +
      `${megabytes(length)} MB, memory at its end ${megabytes(process.memoryUsage().rss - before)} MB above the start`,
  );
  expect([state, rows]).toEqual(["done", ads * days + ads]);
});
