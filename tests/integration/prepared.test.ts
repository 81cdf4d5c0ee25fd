import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { prepared } from "@/lib/db/prepared";

const client = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
const db = drizzle({ client: prepared(client) });
afterAll(() => client.end());

/** The statements the server keeps for our one connection that hold `mark`. */
const kept = async (mark: string) => {
  const rows =
    await client`select statement from pg_prepared_statements where strpos(statement, ${mark}) > 0`;
  return rows.filter(({ statement }) => !statement.includes("pg_prepared_statements")).length;
};

test("a statement is prepared once, outside and inside of transactions and savepoints", async () => {
  const ask = (tx: Pick<typeof db, "execute">, value: number) =>
    tx.execute(sql`select ${value}::int as told_once`);
  expect(await ask(db, 1)).toMatchObject([{ told_once: 1 }]);
  await db.transaction(async (tx) => {
    expect(await ask(tx, 2)).toMatchObject([{ told_once: 2 }]);
    await tx.transaction(async (inner) => expect(await ask(inner, 3)).toMatchObject([{ told_once: 3 }]));
  });
  expect(await kept("told_once")).toBe(1);
});

test("a statement as long as the list in it is not kept", async () => {
  const values = sql.join(
    Array.from({ length: 500 }, (_, index) => sql`${index}::int`),
    sql`, `,
  );
  const rows = await db.execute(sql`select unnest(array[${values}]) as told_long`);
  expect(rows).toHaveLength(500);
  expect(await kept("told_long")).toBe(0);
});

test("what a transaction threw is undone", async () => {
  await db.execute(sql`create temp table undone (id int)`);
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into undone values (${1})`);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await db.execute(sql`select 1 from undone where id = ${1}`)).toHaveLength(0);
});
