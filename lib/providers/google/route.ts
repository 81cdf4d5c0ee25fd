import { createHash } from "node:crypto";
import type { CallContext } from "../contract";
import { ask, broken } from "./client";
import { clientsBelow } from "./hierarchy";
import { AccessibleCustomers } from "./schema";

/** Customer -> the id to log in with: a manager above it, or itself where the person has direct access. */
type Routes = { direct: string[]; found: Map<string, string>; asked: Set<string> };

/** Routes per access token: tokens live an hour, and one person's access never serves another's. */
const known = new Map<string, Routes>();
const mostTokens = 200;

const keyOf = ({ accessToken }: CallContext) =>
  createHash("sha256").update(accessToken.reveal()).digest("base64url");

/** The customers the person has access to without a manager between: ids, closed accounts included. */
export async function readDirect(context: CallContext): Promise<string[]> {
  const body = await ask(context, { path: "customers:listAccessibleCustomers", customerId: null });
  const answer = AccessibleCustomers.safeParse(body);
  if (!answer.success) throw broken("envelope", answer.error);
  return answer.data.resourceNames.map((name) => name.replace("customers/", ""));
}

async function routesOf(context: CallContext): Promise<Routes> {
  const key = keyOf(context);
  const kept = known.get(key);
  if (kept) return kept;
  const direct = await readDirect(context);
  const routes: Routes = { direct, found: new Map(direct.map((id) => [id, id])), asked: new Set() };
  known.set(key, routes);
  const [oldest] = known.keys();
  if (known.size > mostTokens && oldest !== undefined) known.delete(oldest);
  return routes;
}

/**
 * The `login-customer-id` for a customer: itself with direct access, else the first customer of the person that has it
 * below. Each is asked once per access token, one operation; a customer nobody has is tried as itself.
 */
export async function findRoute(context: CallContext, customerId: string): Promise<string> {
  const routes = await routesOf(context);
  for (const root of routes.direct) {
    const route = routes.found.get(customerId);
    if (route !== undefined) return route;
    if (routes.asked.has(root)) continue;
    const { clients } = await clientsBelow(context, root);
    routes.asked.add(root);
    for (const { id } of clients) if (!routes.found.has(id)) routes.found.set(id, root);
  }
  const route = routes.found.get(customerId);
  // Whoever is not found now may be let in, or be told, the next time.
  if (route === undefined) known.delete(keyOf(context));
  return route ?? customerId;
}
