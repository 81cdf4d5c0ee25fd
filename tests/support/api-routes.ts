import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Route } from "@/lib/api/route-table";
import { newId } from "@/lib/core/ids";
import { auth } from "@/lib/workspaces/auth";
import { root } from "./imports";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const origin = "http://localhost:3000";

/** The handler of a route of the table. */
async function handlerOf({ method, path }: Route): Promise<Handler> {
  const file = join(root, "app", path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
  const found = (await import(pathToFileURL(file).href)) as Record<string, Handler>;
  const handler = found[method];
  if (!handler) throw new Error(`${method} ${path} has no handler`);
  return handler;
}

/** Asks a route with ids of nothing and an empty body: what it answers says whether the asker was let in. */
export async function askRoute(route: Route, headers: Record<string, string>): Promise<Response> {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const params = Object.fromEntries(names.map((name) => [name, newId()]));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const handler = await handlerOf(route);
  const body = route.method === "GET" ? undefined : "{}";
  const request = new Request(`${origin}${path}`, { method: route.method, headers, body });
  return handler(request, { params: Promise.resolve(params) });
}

/** Signs somebody up as a browser does; returns the cookie and the person's id. */
export async function signUp(name: string): Promise<{ cookie: string; userId: string; email: string }> {
  const email = `${newId()}@test.local`;
  const response = await auth().handler(
    new Request(`${origin}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email, name, password: "a-long-password" }),
    }),
  );
  if (!response.ok) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  const { user } = (await response.json()) as { user: { id: string } };
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { cookie, userId: user.id, email };
}

export const asPerson = (cookie: string) => ({ cookie, origin });
export const asProgram = (key: string) => ({ authorization: `Bearer ${key}` });
