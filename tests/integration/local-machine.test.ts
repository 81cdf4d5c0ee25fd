import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dataDir, root } from "@/lib/local/data-dir";
import { readOrMakeKeys } from "@/lib/local/keys";
import { isHolder, tryLock, withLock } from "@/lib/local/lock";
import { rememberedPorts } from "@/lib/local/ports";
import { readSource } from "../support/imports";

const folder = mkdtempSync(join(tmpdir(), "freshet-machine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a second launcher is told who runs and where", () => {
  const path = join(folder, "launcher.lock");
  const first = tryLock(path);
  if (isHolder(first)) throw new Error("The lock was not free.");
  first.setNote("http://localhost:3000");
  expect(tryLock(path)).toMatchObject({ pid: process.pid, note: "http://localhost:3000" });
  first.release();
  const again = tryLock(path);
  expect(isHolder(again)).toBe(false);
});

test("a lock whose process is gone, or half written, is taken over", () => {
  for (const left of [JSON.stringify({ pid: process.pid, startedAt: "before", note: "" }), '{"pid":']) {
    const path = join(folder, "stale.lock");
    writeFileSync(path, left);
    const lock = tryLock(path);
    if (isHolder(lock)) throw new Error("A dead process held the lock.");
    lock.release();
  }
});

test("work under a lock never overlaps", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await Promise.resolve();
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(join(folder, "turn.lock"), work)));
  expect(most).toBe(1);
});

test("this machine's keys are made once and closed to others", () => {
  const keys = readOrMakeKeys(folder);
  expect(readOrMakeKeys(folder)).toEqual(keys);
  expect(statSync(join(folder, "keys.json")).mode & 0o077).toBe(0);
  expect(Buffer.from(keys.FRESHET_KEYS.split(":")[1] ?? "", "base64")).toHaveLength(32);
  expect(keys.BETTER_AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
});

test("a port is the same at every start, until a stranger has it", async () => {
  const port = await rememberedPorts(folder).take("app");
  expect(await rememberedPorts(folder).take("app")).toBe(port);
  const stranger = createServer().listen(port, "127.0.0.1");
  expect(await rememberedPorts(folder).take("app")).not.toBe(port);
  stranger.close();
});

test("FRESHET_DATA_DIR moves everything a laptop keeps", () => {
  const before = process.env.FRESHET_DATA_DIR;
  process.env.FRESHET_DATA_DIR = folder;
  expect(dataDir("postgres")).toBe(join(folder, "postgres"));
  if (before) process.env.FRESHET_DATA_DIR = before;
  else delete process.env.FRESHET_DATA_DIR;
});

test(".env.example lists every variable the app and its providers read, and no other", () => {
  const readers = readSource().filter(({ path }) => /^lib\/(core|providers\/[^/]+)\/env\.ts$/.test(path));
  const read = readers.flatMap(({ text }) =>
    [...text.matchAll(/^\s*([A-Z][A-Z0-9_]{3,}):/gm)].map(([, name]) => name),
  );
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const listed = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const local = ["FRESHET_DATA_DIR", "FRESHET_BROWSER"];
  expect(listed.sort()).toEqual([...read.filter((name) => name !== "NODE_ENV"), ...local].sort());
});
