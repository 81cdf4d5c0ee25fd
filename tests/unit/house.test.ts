import { expect, test } from "vitest";
import { findCircles, readSource } from "../support/imports";

const ground = ["lib/core"];
const words = [...ground, "lib/domain"];
const store = [...words, "lib/crypto", "drizzle/schema", "lib/db"];
const outward = [...store, "lib/http", "lib/providers"];

/** Room -> rooms it may import from besides itself. Longest matching prefix wins. */
const plan: Record<string, string[]> = {
  "lib/core": [],
  "lib/domain": ["lib/core"],
  "lib/api": ["lib/domain"],
  "lib/crypto": ground,
  "lib/http": words,
  "lib/providers": [...words, "lib/http"],
  "drizzle/schema": words,
  "lib/db": [...words, "drizzle/schema"],
  "lib/workspaces": [...store, "lib/api"],
  "lib/connections": [...outward, "lib/workspaces", "lib/api"],
  "lib/notify": [...store, "lib/http", "lib/workspaces", "lib/api"],
  "lib/insights": [...store, "lib/providers", "lib/connections", "lib/workspaces", "lib/api"],
  "lib/sync": [...outward, "lib/connections", "lib/workspaces", "lib/api"],
  inngest: [...outward, "lib/sync", "lib/connections", "lib/notify", "lib/insights", "lib/workspaces"],
  components: ["lib/core", "lib/domain", "lib/api"],
  "app/api": ["lib", "inngest"],
  app: ["components", "lib"],
  "lib/local": ["lib", "inngest", "drizzle/schema"],
  tests: ["app", "components", "lib", "inngest", "drizzle/schema", "proxy.ts"],
  "proxy.ts": ["lib/core"],
  "instrumentation.ts": ["lib"],
  "next.config.ts": [],
};

const files = readSource();
const product = files.filter((file) => !file.path.startsWith("tests/"));
const roomsLongestFirst = Object.keys(plan).sort((a, b) => b.length - a.length);
const isWithin = (path: string, room: string) => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string) => roomsLongestFirst.find((room) => isWithin(path, room));

test("every file lives in a room of the plan", () => {
  expect(files.map((file) => file.path).filter((path) => roomOf(path) === undefined)).toEqual([]);
});

test("imports only point down", () => {
  const broken = files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === undefined) return [];
    const allowed = [room, ...(plan[room] ?? [])];
    return file.imports
      .filter((target) => roomOf(target) !== room && !allowed.some((other) => isWithin(target, other)))
      .map((target) => `${file.path} -> ${target}`);
  });
  expect(broken).toEqual([]);
});

test("nothing but the launcher and the tests imports lib/local", () => {
  const broken = product
    .filter((file) => !file.path.startsWith("lib/local/"))
    .flatMap((file) =>
      file.imports.filter((t) => isWithin(t, "lib/local")).map((t) => `${file.path} -> ${t}`),
    );
  expect(broken).toEqual([]);
});

/** The kit simulators are made of: providers use it, it knows none of them. */
const sharedFolder = "simulation";

test("provider folders do not know each other", () => {
  const folderOf = (path: string) => /^lib\/providers\/([^/]+)\//.exec(path)?.[1];
  const broken = files.flatMap((file) => {
    const own = folderOf(file.path);
    if (!own) return [];
    return file.imports
      .filter((t) => folderOf(t) && folderOf(t) !== own && folderOf(t) !== sharedFolder)
      .map((t) => `${file.path} -> ${t}`);
  });
  expect(broken).toEqual([]);
});

test("there is no import circle, type imports included", () => {
  expect(findCircles(files)).toEqual([]);
});

test("files are short: median <= 60 lines, 95th percentile <= 200, none over 250", () => {
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const at = (share: number) => lines[Math.floor((lines.length - 1) * share)] ?? 0;
  expect(files.filter((file) => file.lines > 250).map((file) => `${file.lines} ${file.path}`)).toEqual([]);
  expect(at(0.5)).toBeLessThanOrEqual(60);
  expect(at(0.95)).toBeLessThanOrEqual(200);
});

test("only lib/core/env.ts, provider env files and the launcher read process.env", () => {
  const allowed =
    /^(lib\/core\/env\.ts|lib\/providers\/[^/]+\/env\.ts|lib\/local\/.*|instrumentation\.ts|next\.config\.ts|tests\/.*)$/;
  const broken = files.filter((file) => /process\.env/.test(file.text) && !allowed.test(file.path));
  expect(broken.map((file) => file.path)).toEqual([]);
});

test("a provider is named only in its folder, the registry, the launcher's defaults and tests", () => {
  const ids = [...new Set(files.map((f) => /^lib\/providers\/([^/]+)\/index\.ts$/.exec(f.path)?.[1]))].filter(
    (id): id is string => id !== undefined && id !== sharedFolder,
  );
  const named = (text: string, id: string) =>
    new RegExp(`["'\`/]${id}["'\`/]|${id.toUpperCase()}_`).test(text);
  const broken = product
    .filter((file) => file.path !== "lib/providers/registry.ts")
    .flatMap((file) =>
      ids
        .filter((id) => !file.path.startsWith(`lib/providers/${id}/`) && named(file.text, id))
        .map((id) => `${file.path} names ${id}`),
    );
  expect(broken).toEqual([]);
});
