import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/imports";

const floors = {
  next: "16.4.6",
  "drizzle-orm": "0.45.2",
  "better-auth": "1.7.7",
  inngest: "4.5.1",
};

type Lockfile = { packages: Record<string, { version?: string; resolved?: string }> };
const lock: Lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const manifest: Record<"dependencies" | "devDependencies", Record<string, string>> = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, undefined, { numeric: true }) >= 0;

test.each(Object.entries(floors))("%s is at or above its security floor %s", (name, floor) => {
  const version = lock.packages[`node_modules/${name}`]?.version ?? "0";
  expect(isAtLeast(version, floor), `${name} ${version}`).toBe(true);
});

test("every dependency is pinned exactly", () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range),
  );
  expect(loose).toEqual([]);
});

test("the lockfile names no registry host", () => {
  const resolved = Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith("http"));
  expect(resolved).toEqual([]);
});
