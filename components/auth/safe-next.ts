const home = "/dashboard";

/** Where to go after signing in: a path of this site, or the dashboard. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return home;
  const base = "https://here.invalid";
  if (!URL.canParse(next, base)) return home;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith("/sign-")) return home;
  return url.pathname + url.search;
}
