const home = "/dashboard";

/** Where to go after signing in: a path of this site, or the dashboard. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return home;
  const base = "https://here.invalid";
  const url = URL.parse(next, base);
  if (url?.origin !== base || url.pathname.startsWith("/sign-")) return home;
  return url.pathname + url.search;
}
