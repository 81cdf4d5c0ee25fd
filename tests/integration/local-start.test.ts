import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "@/lib/local/data-dir";

const folders: string[] = [];
afterAll(() => folders.map((folder) => rmSync(folder, { recursive: true, force: true })));

const manifest = { name: "clone", version: "1.0.0", lockfileVersion: 3, requires: true };

/** A checkout without packages whose test runner is `runner`. */
function makeClone(runner: string): { folder: string; start: string; change: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "freshet-start-"));
  folders.push(folder);
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, "lib/local"), { recursive: true });
  mkdirSync(join(folder, "runner"));
  for (const file of ["start.mjs", "install.mjs"])
    cpSync(join(root, "lib/local", file), join(folder, "lib/local", file));
  write("runner/package.json", JSON.stringify({ name: "vitest", version: "1.0.0" }));
  write("runner/vitest.mjs", runner);
  const dependencies = { vitest: "file:runner" };
  write("package.json", JSON.stringify({ ...manifest, dependencies }));
  const lock = (note: string) => {
    const packages = {
      "": { ...manifest, dependencies },
      "node_modules/vitest": { resolved: "runner", link: true },
      runner: { name: "vitest", version: "1.0.0", license: note },
    };
    write("package-lock.json", JSON.stringify({ ...manifest, packages }));
  };
  lock("first");
  return { folder, start: join(folder, "lib/local/start.mjs"), change: () => lock("second") };
}

const run = (start: string, ...args: string[]) =>
  spawnSync(process.execPath, [start, ...args], { encoding: "utf8" });

test("a fresh clone installs once, again when the lock file changes, and keeps the exit code", () => {
  const { start, change } = makeClone("console.log(process.argv.slice(2).join(' ')); process.exit(7);");
  const first = run(start, "bench", "-t", "one");
  expect(first.stdout).toContain("npm ci");
  expect(first.stdout).toContain("run --passWithNoTests --project bench -t one");
  expect(first.status).toBe(7);
  expect(run(start, "bench").stdout).not.toContain("npm ci");
  change();
  expect(run(start, "bench").stdout).toContain("npm ci");
});

test("an install that fails says so and starts nothing", () => {
  const { folder, start } = makeClone("console.log('started');");
  writeFileSync(join(folder, "package-lock.json"), "not json");
  const result = run(start, "bench");
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("npm failed");
  expect(result.stdout).not.toContain("started");
});

test("an unknown command names the known ones", () => {
  const { start } = makeClone("");
  const result = run(start, "fly");
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("dev|test|e2e|bench");
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s reaches what it runs, whose exit code counts",
  async (signal) => {
    const { start } = makeClone(`
    process.on("${signal}", () => process.exit(3));
    setInterval(() => {}, 1000);
    console.log("waiting");`);
    const child = spawn(process.execPath, [start, "bench"], { stdio: ["ignore", "pipe", "inherit"] });
    const code = await new Promise((resolve) => {
      child.stdout.on("data", (chunk) => String(chunk).includes("waiting") && child.kill(signal));
      child.once("exit", resolve);
    });
    expect(code).toBe(3);
  },
);
