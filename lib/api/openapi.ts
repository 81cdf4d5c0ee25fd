import * as z from "zod";
import { neededFor } from "@/lib/domain/permission";
import * as alerts from "./alerts";
import * as apiKeys from "./api-keys";
import * as audit from "./audit";
import * as connect from "./connect";
import * as connection from "./connection";
import * as connectionDetail from "./connection-detail";
import * as demographics from "./demographics";
import * as exported from "./export";
import * as members from "./members";
import * as numbers from "./numbers";
import { Problem } from "./problem";
import * as quarantine from "./quarantine";
import * as reconciliation from "./reconciliation";
import * as revisions from "./revisions";
import { type Body, permissionOf, type Route } from "./route-table";
import { routes } from "./routes";
import * as snapshot from "./snapshot";
import * as sync from "./sync";
import * as control from "./sync-control";
import * as start from "./sync-start";
import * as webhooks from "./webhooks";

type Json = Record<string, unknown>;

/** Schemas of answers by their exported name; wherever they occur they are referred to. */
const exports: [string, unknown][] = Object.entries({
  ...alerts,
  ...apiKeys,
  ...audit,
  ...connect,
  ...connection,
  ...connectionDetail,
  ...demographics,
  ...exported,
  ...members,
  ...numbers,
  Problem,
  ...quarantine,
  ...reconciliation,
  ...revisions,
  ...snapshot,
  ...sync,
  ...control,
  ...start,
  ...webhooks,
});
const named = exports.filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);
const isRequest = (name: string) => /(Query|Request)$/.test(name);

const withoutIds = ({ $schema: _schema, $id: _id, ...schema }: Json): Json => schema;
const pointer = (name: string) => `#/components/schemas/${name}`;
const inputOf = (schema: z.ZodType) => withoutIds(z.toJSONSchema(schema, { io: "input" }));

function answerSchemas(): { names: Map<z.ZodType, string>; schemas: Json } {
  const registry = z.registry<{ id: string }>();
  const names = new Map<z.ZodType, string>();
  for (const [id, schema] of named) {
    if (isRequest(id) || names.has(schema)) continue;
    registry.add(schema, { id });
    names.set(schema, id);
  }
  const { schemas } = z.toJSONSchema(registry, { uri: pointer });
  const cleaned = Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)]);
  return { names, schemas: Object.fromEntries(cleaned) };
}

function parametersOf({ path, query }: Route): Json[] {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  if (!query) return places;
  const { properties = {}, required = [] } = inputOf(query) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
  return [...places, ...fields];
}

const words: Record<number, string> = {
  200: "Done",
  201: "Made",
  202: "Accepted; it goes on in the background",
  204: "Done; nothing to say",
  302: "Go there",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found in this workspace",
  409: "Not possible now; the answer says what would help",
  422: "Not valid; the answer names the fields",
  502: "The provider could not be asked; the answer says why",
  429: "Too many calls; the answer says until when",
  503: "Not available",
};

function contentOf(body: Body, names: Map<z.ZodType, string>): Json | undefined {
  if (body === null) return undefined;
  if (!(body instanceof z.ZodType)) return { [body.media]: { schema: { type: "string" } } };
  const name = names.get(body);
  const schema = name ? { $ref: pointer(name) } : withoutIds(z.toJSONSchema(body));
  return { "application/json": { schema } };
}

const needsMore = (route: Route) => permissionOf(route) !== "look";

/** Refusals that follow from what a route is: signed in, changing something, about one thing, taking input. */
function refusalsOf(route: Route): number[] {
  const { isPublic, path, query, body, refuses = [] } = route;
  const implied: [number, boolean][] = [
    [401, !isPublic],
    [403, !isPublic && needsMore(route)],
    [404, path.includes("{")],
    [422, query !== undefined || body !== undefined],
    [429, !isPublic],
  ];
  return [...implied.filter(([, applies]) => applies).map(([status]) => status), ...refuses].sort();
}

/** The role and the API key's scope that a route asks for. */
function describeNeeds(route: Route): Json {
  const permission = permissionOf(route);
  if (!permission) return {};
  const { role, scope } = neededFor(permission);
  const key = scope ? `or an API key of scope \`${scope}\`` : "not open to API keys";
  return { description: `Role \`${role}\` or more, ${key}.` };
}

function securityOf(route: Route): Json {
  const permission = permissionOf(route);
  if (!permission) return { security: [] };
  return neededFor(permission).scope ? {} : { security: [{ session: [] }] };
}

function operationOf(route: Route, names: Map<z.ZodType, string>): Json {
  const { method, path, summary, body, answers } = route;
  const given = Object.entries(answers).map(([status, answer]) => {
    const content = contentOf(answer, names);
    const description =
      answer && "means" in answer ? String(answer.means) : (words[Number(status)] ?? "Done");
    return [status, { description, ...(content ? { content } : {}) }];
  });
  const problem = { "application/problem+json": { schema: { $ref: pointer("Problem") } } };
  const refused = refusalsOf(route).map((status) => [
    String(status),
    { description: words[status] ?? "Refused", content: problem },
  ]);
  const name = path.replace(/^\/api\//, "").replace(/\W+(\w)?/g, (_, next = "") => next.toUpperCase());
  return {
    operationId: `${method.toLowerCase()}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    summary,
    ...describeNeeds(route),
    tags: [route.group],
    ...securityOf(route),
    parameters: parametersOf(route),
    ...(body
      ? { requestBody: { required: false, content: { "application/json": { schema: inputOf(body) } } } }
      : {}),
    responses: Object.fromEntries([...given, ...refused]),
  };
}

/** The API as an OpenAPI 3.1 document, made from the table of routes and the schemas that check them. */
export function describeApi({ version, url }: { version: string; url: string }): Json {
  const { names, schemas } = answerSchemas();
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, names) };
  return {
    openapi: "3.1.0",
    info: { title: "Freshet", version, description: "Near-realtime sync of ad numbers." },
    servers: [{ url }],
    security: [{ session: [] }, { apiKey: [] }],
    tags: [...new Set(routes.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "better-auth.session_token" },
        apiKey: { type: "http", scheme: "bearer", bearerFormat: "freshet_…" },
      },
    },
  };
}
