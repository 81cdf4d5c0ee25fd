type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  pattern?: string;
  maxItems?: number;
  minimum?: number;
};
export type Model = {
  basePath?: string;
  paths: Record<string, Record<string, { responses?: Record<string, { schema?: Schema }> }>>;
  definitions: Record<string, Schema>;
};

const typeOf = (value: unknown) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

function fitsType(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  return typeOf(value) === (type === "file" ? "string" : type);
}

const isDateTime = (text: string) => text === "" || !Number.isNaN(Date.parse(text));

/** What of a value its Swagger 2 schema forbids, each with its path; members that the schema does not name included. */
export function violations(model: Model, schema: Schema, value: unknown, path = "$"): string[] {
  if (schema.$ref) {
    const name = schema.$ref.replace("#/definitions/", "");
    const target = model.definitions[name];
    return target ? violations(model, target, value, path) : [`${path}: no definition ${name}`];
  }
  if (schema.allOf) {
    const wholes = schema.allOf.map(
      (part) => (part.$ref ? model.definitions[part.$ref.slice(14)] : part) ?? {},
    );
    const properties = Object.assign({}, ...wholes.map((part) => part.properties ?? {}));
    // A base with subtypes (`discriminator`): the union of what any of them may hold.
    const required = wholes
      .filter((part) => !part.properties || wholes.length === 1)
      .flatMap((part) => part.required ?? []);
    return violations(model, { type: "object", properties, required }, value, path);
  }
  if (schema.type && !fitsType(schema.type, value)) return [`${path}: ${typeOf(value)} is no ${schema.type}`];
  const found: string[] = [];
  if (schema.enum && !schema.enum.includes(value)) found.push(`${path}: ${value} is none of ${schema.enum}`);
  if (schema.format === "date-time" && !isDateTime(String(value)))
    found.push(`${path}: ${value} is no moment`);
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value)))
    found.push(`${path}: not ${schema.pattern}`);
  if (schema.maxItems !== undefined && Array.isArray(value) && value.length > schema.maxItems)
    found.push(`${path}: more than ${schema.maxItems}`);
  const { items } = schema;
  if (Array.isArray(value) && items)
    found.push(...value.flatMap((one, index) => violations(model, items, one, `${path}[${index}]`)));
  if (typeOf(value) === "object" && schema.properties) {
    const record = value as Record<string, unknown>;
    for (const name of schema.required ?? [])
      if (record[name] === undefined) found.push(`${path}.${name} is missing`);
    for (const [name, inner] of Object.entries(record)) {
      const own = schema.properties[name];
      if (own) found.push(...violations(model, own, inner, `${path}.${name}`));
      else found.push(`${path}.${name} is not in the model`);
    }
  }
  return found;
}

/** The schema of an operation's answer, or null where the models do not describe it. */
export function findAnswer(models: Model[], method: string, path: string, status: number) {
  for (const model of models)
    for (const [template, operations] of Object.entries(model.paths)) {
      const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`);
      const operation = pattern.test(path) ? operations[method.toLowerCase()] : undefined;
      const schema = operation?.responses?.[String(status)]?.schema;
      if (schema) return { model, schema };
    }
  return null;
}
