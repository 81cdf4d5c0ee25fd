import { type Answer, cached, ok, type Question, wallAt } from "../../simulation";
import { type ClientNode, hierarchyOf } from "./accounts";
import { checkQuery } from "./check";
import { keep, sort } from "./filter";
import { parseQuery, type Query } from "./gaql";
import { nextToken, questionKey, readPlace } from "./paging";
import { problems } from "./problems";
import { countOperation } from "./quota";
import { fieldMaskOf, renderer } from "./render";
import type { Asked, WorldRow } from "./row";
import { rowsOf } from "./rows";
import type { Sandbox } from "./sandbox";

/** The client as the person reaches it. Throws Google's refusal where the login customer does not lead there. */
function clientAsked(sandbox: Sandbox, id: string, login: string | undefined): ClientNode {
  const { clients, direct, closed, managers } = hierarchyOf(sandbox.seed, sandbox.accounts());
  if (login !== undefined && !/^\d{1,10}$/.test(login)) throw problems.header();
  if (id === closed && direct.includes(id)) throw problems.notEnabled();
  const own = clients[id]?.[0];
  if (!own) throw problems.noCustomer();
  const isManager = login !== undefined && managers.includes(login);
  const isBelow = isManager && clients[login]?.some((client) => client.id === id);
  const isDirect = direct.includes(id) && (login === undefined || login === id);
  if (!isBelow && !isDirect) throw problems.denied();
  return own;
}

function askedOf(sandbox: Sandbox, client: ClientNode, at: number): Asked {
  const customer = sandbox.accounts().find(({ id }) => id === client.id) ?? null;
  return { client, customer, now: wallAt(client.timezone, new Date(at)) };
}

function collect(sandbox: Sandbox, query: Query, asked: Asked): WorldRow[] {
  const { clients } = hierarchyOf(sandbox.seed, sandbox.accounts());
  const rows = sort(query, rowsOf(sandbox, query, asked, clients[asked.client.id] ?? []).filter(keep(query)));
  return query.limit === null ? rows : rows.slice(0, query.limit);
}

type Body = { query?: unknown; pageToken?: unknown; pageSize?: unknown; validateOnly?: unknown } & {
  searchSettings?: { returnTotalResultsCount?: unknown };
};

function bodyOf({ text }: Question): Body {
  try {
    const body: unknown = JSON.parse(text || "{}");
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // Answered below like any other body that is none.
  }
  throw problems.request("REQUIRED_FIELD_MISSING", "Invalid JSON payload received.");
}

const consumptionOf = (rows: number) => String(60 + Math.ceil(rows / 10));

/** Checks everything that comes before the rows of `search` and `searchStream`. */
function prepare(sandbox: Sandbox, question: Question, customerId: string) {
  const body = bodyOf(question);
  const token = typeof body.pageToken === "string" ? body.pageToken : undefined;
  if (!token) countOperation(sandbox, customerId);
  const client = clientAsked(sandbox, customerId, question.headers["login-customer-id"]);
  if (body.pageSize !== undefined)
    throw problems.request("PAGE_SIZE_NOT_SUPPORTED", "Setting the page size is not supported.");
  if (typeof body.query !== "string" || body.query === "")
    throw problems.request("REQUIRED_FIELD_MISSING", "The required field was not present: 'query'.");
  const query = parseQuery(body.query);
  checkQuery(query, client.isManager);
  return { body, token, client, query, text: body.query };
}

/** A page of `googleAds:search`. The pages of a question tell the world as it was when the first was read. */
export function search(sandbox: Sandbox, question: Question, customerId: string): Answer {
  const { body, token, client, query, text } = prepare(sandbox, question, customerId);
  const of = questionKey(customerId, text);
  const place = readPlace(token, of, sandbox.now().getTime());
  if (body.validateOnly === true) return ok({});
  const asked = askedOf(sandbox, client, place.at);
  const rows = cached(sandbox, `${of}|${asked.now}`, () => collect(sandbox, query, asked));
  const end = place.start + sandbox.state.rowsPerPage;
  const page = rows.slice(place.start, end).map(renderer(query));
  return ok({
    ...(page.length > 0 && { results: page }),
    ...(end < rows.length && { nextPageToken: nextToken(place, end) }),
    ...(body.searchSettings?.returnTotalResultsCount === true && { totalResultsCount: String(rows.length) }),
    fieldMask: fieldMaskOf(query),
    queryResourceConsumption: consumptionOf(rows.length),
  });
}

/** `googleAds:searchStream`: everything at once, as an array of chunks. */
export function searchStream(sandbox: Sandbox, question: Question, customerId: string): Answer {
  const { client, query } = prepare(sandbox, question, customerId);
  const rows = collect(sandbox, query, askedOf(sandbox, client, sandbox.now().getTime()));
  const size = sandbox.state.rowsPerPage;
  const chunks = Math.max(1, Math.ceil(rows.length / size));
  const show = renderer(query);
  return ok(
    Array.from({ length: chunks }, (_, index) => {
      const results = rows.slice(index * size, (index + 1) * size).map(show);
      const common = { fieldMask: fieldMaskOf(query), requestId: `sandbox-chunk-${index}` };
      const consumption = { queryResourceConsumption: consumptionOf(rows.length) };
      return { ...(results.length > 0 && { results }), ...common, ...consumption };
    }),
  );
}
