import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { describeApi } from "@/lib/api/openapi";
import { routes } from "@/lib/api/routes";
import { version } from "@/lib/core/version";
import { root } from "../support/imports";

const folder = join(root, "app/api");
/** better-auth and Inngest describe their own. */
const foreign = /^\/api\/(auth|inngest)\//;

function handlers(): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter(({ name }) => name === "route.ts")
    .flatMap(({ parentPath }) => {
      const text = readFileSync(join(parentPath, "route.ts"), "utf8");
      const path = `/api/${relative(folder, parentPath)}`.replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
      const methods = text.matchAll(/export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/g);
      return [...methods].map(([, method]) => `${method} ${path}`);
    })
    .filter((route) => !foreign.test(`${route.split(" ")[1]}/`));
}

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: unknown[];
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const document = describeApi({ version, url: "https://freshet.test" }) as unknown as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test("every route handler is in the table, and the table names no other", () => {
  const table = routes.map(({ method, path }) => `${method} ${path}`);
  expect(table.sort()).toEqual(handlers().sort());
  expect(new Set(table).size).toBe(table.length);
});

test("the version it names is the package's", () => {
  const { version: packaged } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(version).toBe(packaged);
});

test("the document is OpenAPI 3.1 with an operation for every route", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(operations).toHaveLength(routes.length);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const named = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
    expect([path, named]).toEqual([path, places]);
    expect(Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status))).toBe(true);
    for (const { description } of Object.values(operation.responses)) expect(description).not.toBe("");
  }
});

test("every reference leads to a schema, and no schema is left out of the document", () => {
  const text = JSON.stringify(document);
  const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? ""));
  const known = new Set(
    Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
  );
  expect([...references].filter((target) => !known.has(target))).toEqual([]);
  expect(references.size).toBeGreaterThan(20);
  expect(text).not.toMatch(/"\$(schema|id)"|__shared|"\$defs"/);
});

test("what a route takes is described as it is sent, what it answers as it arrives", () => {
  const history = document.paths["/api/sync/history"]?.get;
  const limit = history?.parameters.find(({ name }) => name === "limit");
  expect(limit).toMatchObject({ in: "query", required: false, schema: { default: 50 } });
  const status = document.components.schemas.ConnectionSyncStatus as { required: string[] };
  expect(status.required).toContain("last_sync_attempted_at");
  const frequency = document.paths["/api/connections/{connectionId}/sync-frequency"]?.patch;
  expect(frequency?.requestBody?.content["application/json"]?.schema).toMatchObject({
    properties: { sync_frequency: { enum: expect.arrayContaining(["realtime", "hourly"]) } },
  });
});

test("a session or a key is asked for everywhere but at the three public routes", () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0).map(({ path }) => path);
  expect(open.sort()).toEqual(["/api/health", "/api/invitations/preview", "/api/openapi.json"]);
  const silent = operations.filter(
    ({ path, operation }) => !open.includes(path) && !operation.responses["401"],
  );
  expect(silent).toEqual([]);
});
