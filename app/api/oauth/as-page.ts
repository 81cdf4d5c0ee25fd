import "server-only";
import { env } from "@/lib/core/env";
import { redirectTo } from "../with-viewer";

type Context = { params: Promise<Record<string, string>> };
type Route = (request: Request, context: Context) => Promise<Response>;

/** A page of ours; an empty value is left out. */
export function toPage(path: string, query: Record<string, string | null> = {}): Response {
  const url = new URL(path, env().APP_URL);
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  return redirectTo(url.href);
}

/** A route people reach by navigating: what it refuses leads to a page that says so, not to JSON. */
export const asPage =
  (route: Route) =>
  async (request: Request, context: Context): Promise<Response> => {
    const response = await route(request, context);
    if (response.status < 400) return response;
    const { provider = null } = await context.params;
    if (response.status === 401) return toPage("/sign-in", { next: "/settings" });
    const { code }: { code?: string } = await response.json();
    return toPage("/settings", { failed: code ?? "internal", provider });
  };
