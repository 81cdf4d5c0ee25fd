import { readJsonFixture } from "../support/fixtures";

type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
};
export type Discovery = { schemas: Record<string, Schema> };

export const discovery = readJsonFixture<Discovery>(
  "google/discovery-v25-subset.json",
  "every answer of the simulator is what the vendor's discovery document describes",
);

const prefix = "GoogleAdsGoogleadsV25";
const whole = /^-?\d{1,19}$/;

type Walk = {
  problems: string[];
  /** Schemas a value was held against. */
  seen: Set<string>;
  /** Schemas that the document names and our part of it does not hold. */
  missing: Set<string>;
};

const typeOf = (value: unknown) => (Array.isArray(value) ? "array" : value === null ? "null" : typeof value);

function walkObject(schema: Schema, value: object, path: string, walk: Walk): void {
  for (const [name, inner] of Object.entries(value)) {
    const next = schema.properties?.[name] ?? schema.additionalProperties;
    if (next) check(next, inner, `${path}.${name}`, walk);
    // `@type` says which message an Any holds; it is in no schema.
    else if (name !== "@type" && schema.properties)
      walk.problems.push(`${path}.${name} is not in the schema`);
  }
}

function check(schema: Schema, value: unknown, path: string, walk: Walk): void {
  if (schema.$ref) {
    const target = discovery?.schemas[schema.$ref];
    const name = schema.$ref.replace(prefix, "");
    (target ? walk.seen : walk.missing).add(name);
    if (target) check(target, value, path, walk);
    return;
  }
  const type = typeOf(value);
  const expected = schema.type === "integer" ? "number" : schema.type;
  if (expected && expected !== "any" && type !== expected) {
    walk.problems.push(`${path} is a ${type}, not a ${expected}`);
    return;
  }
  if (schema.format === "int64" && !whole.test(String(value)))
    walk.problems.push(`${path} is no int64: ${value}`);
  if (schema.enum && !schema.enum.includes(String(value)))
    walk.problems.push(`${path} is no value of its enum: ${value}`);
  if (Array.isArray(value))
    value.forEach((item, index) => {
      check(schema.items ?? {}, item, `${path}[${index}]`, walk);
    });
  else if (type === "object") walkObject(schema, value as object, path, walk);
}

/** Holds a value against a schema of the document: `Services__SearchGoogleAdsResponse`. */
export function walkSchema(name: string, value: unknown): Walk {
  const walk: Walk = { problems: [], seen: new Set(), missing: new Set() };
  check({ $ref: `${prefix}${name}` }, value, name, walk);
  if (walk.missing.has(name)) walk.problems.push(`${name} is not in the document`);
  return walk;
}
