import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { rowsOf, type Tx, withJobs, withWorker, withWorkspace } from "@/lib/db/transaction";
import { beginTestRun, createBareConnection } from "../support/bare-connection";
import { countRows, type Ids, insertRow, type TenantTable, tenantTables } from "../support/tenant-tables";

const tables: TenantTable[] = await tenantTables();
const names = tables.map(({ name }) => name);
const tableOf = (name: string) => tables.find((table) => table.name === name) as TenantTable;
const roles = { freshet_app: withWorkspace, freshet_worker: withWorker };
type Role = keyof typeof roles;

let [a, b]: Ids[] = [];
const idsOf = (ids: Ids | undefined) => {
  if (!ids) throw new Error("the workspaces were not made");
  return ids;
};
const as = <T>(role: Role, ids: Ids | undefined, work: (tx: Tx) => Promise<T>) =>
  roles[role]({ workspaceId: idsOf(ids).workspace_id }, work);
const nobody = { workspace_id: "" } as Ids;

/** SQLSTATE of a refusal; `null` when there was none. */
const refusal = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: Error) =>
      /postgres (\w{5})/.exec(String((error.cause as Error | undefined)?.message))?.[1] ?? String(error),
  );
const denied = "42501";
const may = async (role: string, table: string, privilege: string) => {
  const [row] = await database().execute<{ may: boolean }>(
    sql`select has_table_privilege(${role}, ${`public.${table}`}, ${privilege}) as may`,
  );
  return row?.may === true;
};

/** A workspace with at least one row in every tenant table. */
async function fillWorkspace(): Promise<Ids> {
  const { lease } = await beginTestRun(await createBareConnection());
  const { workspaceId, connectionId, runId } = lease;
  const ids: Ids = { workspace_id: workspaceId, connection_id: connectionId, run_id: runId };
  // The rows others refer to, by the column that does.
  const parents: Record<string, string> = { webhook_endpoints: newId(), webhook_deliveries: newId() };
  ids.endpoint_id = parents.webhook_endpoints ?? "";
  ids.delivery_id = parents.webhook_deliveries ?? "";
  // Parents first; a table that refers to another one is tried again once that has its row.
  let left = tables;
  for (let pass = 0; left.length > 0 && pass < 5; pass += 1) {
    const outcomes = left.map(async (table) => {
      await refusal(
        withWorker({ workspaceId }, (tx) =>
          insertRow(tx, table, { ...ids, ...(parents[table.name] ? { id: parents[table.name] ?? "" } : {}) }),
        ),
      );
      return withWorker({ workspaceId }, (tx) => countRows(tx, table.name));
    });
    const counts = await Promise.all(outcomes);
    left = left.filter((_table, index) => counts[index] === 0);
  }
  return ids;
}

beforeAll(async () => {
  a = await fillWorkspace();
  b = await fillWorkspace();
});

describe.each(names)("%s", (name) => {
  test("has a row of each workspace, or this test proves nothing", async () => {
    for (const ids of [a, b])
      expect(await as("freshet_worker", ids, (tx) => countRows(tx, name))).toBeGreaterThan(0);
  });

  test("shows no row to a transaction without a workspace", async () => {
    for (const role of Object.keys(roles) as Role[]) {
      if (!(await may(role, name, "select"))) continue;
      expect(await as(role, nobody, (tx) => countRows(tx, name))).toBe(0);
    }
  });

  test("shows, changes and deletes no row of another workspace", async () => {
    const other = idsOf(b).workspace_id;
    const table = sql.identifier(name);
    for (const role of Object.keys(roles) as Role[]) {
      if (!(await may(role, name, "select"))) continue;
      const all = await as(role, a, (tx) => countRows(tx, name));
      expect(await as(role, a, (tx) => countRows(tx, name, other))).toBe(0);
      expect(await as(role, a, (tx) => countRows(tx, name, idsOf(a).workspace_id))).toBe(all);
      const touch = sql`with touched as (update ${table} set workspace_id = workspace_id where workspace_id = ${other}::uuid returning 1)
        select count(*)::int as rows from touched`;
      const remove = sql`with gone as (delete from ${table} where workspace_id = ${other}::uuid returning 1)
        select count(*)::int as rows from gone`;
      if (await may(role, name, "update"))
        expect(await as(role, a, (tx) => rowsOf(tx, touch))).toEqual([{ rows: 0 }]);
      if (await may(role, name, "delete"))
        expect(await as(role, a, (tx) => rowsOf(tx, remove))).toEqual([{ rows: 0 }]);
    }
    expect(await as("freshet_worker", b, (tx) => countRows(tx, name))).toBeGreaterThan(0);
  });

  test("takes no row for another workspace, nor one moved there", async () => {
    const other = idsOf(b);
    const move = sql`update ${sql.identifier(name)} set workspace_id = ${other.workspace_id}::uuid`;
    for (const role of Object.keys(roles) as Role[]) {
      expect(await refusal(as(role, a, (tx) => insertRow(tx, tableOf(name), other)))).toBe(denied);
      expect(await refusal(as(role, a, (tx) => tx.execute(move)))).toBe(denied);
    }
  });

  test("forces row level security on its owner and checks the workspace of every row", async () => {
    const policies = await database().execute<{
      roles: string[];
      cmd: string;
      qual: string;
      with_check: string;
    }>(
      sql`select roles::text[] as roles, cmd, qual, with_check from pg_policies where schemaname = 'public' and tablename = ${name}`,
    );
    const [forced] = await database().execute<{ forced: boolean }>(
      sql`select relforcerowsecurity as forced from pg_class where oid = ${`public.${name}`}::regclass`,
    );
    expect(forced).toEqual({ forced: true });
    const tenant = policies.filter((policy) => !policy.roles.includes("freshet_jobs"));
    expect(tenant.length).toBeGreaterThan(0);
    for (const { qual, with_check } of tenant)
      for (const rule of [qual, with_check])
        expect(rule).toMatch(
          /^\(workspace_id = \(?NULLIF\(current_setting\('app\.workspace_id'::text, true\), ''::text\)\)?::uuid\)$/,
        );
  });
});

test("every table is a tenant's, or one of those that belong to no workspace", async () => {
  const rows = await database().execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and not relrowsecurity order by 1`);
  const sessions = [
    "account",
    "invitation",
    "member",
    "organization",
    "rate_limit",
    "session",
    "user",
    "verification",
  ];
  expect(rows.map(({ name }) => name)).toEqual([...sessions, "api_budget", "budget_limits"].sort());
  for (const table of sessions)
    for (const role of [...Object.keys(roles), "freshet_jobs"])
      expect([table, role, await may(role, table, "select")]).toEqual([table, role, false]);
});

test("no role reaches a partition past its table's policy", async () => {
  const open = await database().execute(sql`
    select c.relname, r.rolname from pg_class c cross join pg_roles r
    where c.relispartition and r.rolname like 'freshet\\_%' and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')`);
  expect([...open]).toEqual([]);
});

test("the role a transaction runs as is neither superuser nor above row level security", async () => {
  const who = sql`select current_user::text as name, rolsuper or rolbypassrls as above from pg_roles where rolname = current_user`;
  const found = [
    await as("freshet_app", a, (tx) => rowsOf(tx, who)),
    await as("freshet_worker", a, (tx) => rowsOf(tx, who)),
    await withJobs((tx) => rowsOf(tx, who)),
  ];
  expect(found.flat()).toEqual(
    ["freshet_app", "freshet_worker", "freshet_jobs"].map((name) => ({ name, above: false })),
  );
});

test("the workspace and role of a transaction end with it", async () => {
  await as("freshet_worker", a, async () => undefined);
  const pool = await Promise.all(
    Array.from({ length: 20 }, () =>
      database().execute<{ workspace: string; role: string }>(
        sql`select coalesce(current_setting('app.workspace_id', true), '') as workspace, current_setting('role') as role`,
      ),
    ),
  );
  for (const [row] of pool) expect(row).toEqual({ workspace: "", role: "none" });
});

test("requests cannot read sealed tokens", async () => {
  for (const table of ["webhook_secrets"])
    expect(await refusal(as("freshet_app", a, (tx) => countRows(tx, table)))).toBe(denied);
  const read = sql`select access_token from connection_secrets`;
  expect(await refusal(as("freshet_app", a, (tx) => tx.execute(read)))).toBe(denied);
  expect(await refusal(as("freshet_app", a, (tx) => tx.execute(sql`select 1 from connection_secrets`)))).toBe(
    denied,
  );
  expect(await refusal(as("freshet_worker", a, (tx) => tx.execute(read)))).toBeNull();
});

test("the scheduler sees states and times, never names, words, numbers or tokens", async () => {
  const rows = await database().execute<{ column: string }>(sql`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and has_column_privilege('freshet_jobs', format('public.%I', table_name), column_name, 'select')`);
  const telling =
    /name$|token$|sealed|secret|password|error(_message)?$|message|detail|reason|actor|attributes|excerpt|body|url|_micros$/;
  // An event's name and the ids it carries.
  const readable = rows.map(({ column }) => column).filter((column) => !column.startsWith("outbox."));
  expect(readable.length).toBeGreaterThan(10);
  expect(readable.filter((column) => telling.test(column.slice(column.indexOf(".") + 1)))).toEqual([]);
  for (const [table, column] of [
    ["connections", "name"],
    ["connection_secrets", "access_token"],
    ["entities", "name"],
    ["webhook_endpoints", "url"],
    ["webhook_deliveries", "body"],
  ])
    expect(
      await refusal(
        withJobs((tx) =>
          tx.execute(sql`select ${sql.identifier(column ?? "")} from ${sql.identifier(table ?? "")}`),
        ),
      ),
    ).toBe(denied);
});

test("what is in the audit log stays as it was written", async () => {
  for (const role of Object.keys(roles) as Role[])
    for (const change of [
      sql`update audit_log set action = 'x'`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
    ])
      expect(await refusal(as(role, a, (tx) => tx.execute(change)))).toBe(denied);
});
