import type * as z from "zod";
import type { Permission } from "@/lib/domain/permission";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
/** What an answer carries: JSON of a schema, another media type, or nothing. */
export type Body = z.ZodType | { media: string; means: string } | null;

export type Route = {
  method: Method;
  /** With `{name}` for what varies. */
  path: string;
  summary: string;
  group: string;
  /** Anyone may ask; every other route needs a session or an API key. */
  isPublic?: boolean;
  /** What the asker must be allowed; unset, `look` to read and `operate` to change. */
  needs?: Permission;
  query?: z.ZodType;
  body?: z.ZodType;
  answers: { [status: number]: Body };
  /** Refusals besides those that follow from the rest: 401, 403, 404, 422. */
  refuses?: number[];
};

type Details = Omit<Route, "method" | "path" | "summary" | "group" | "answers">;
type Add = (path: string, summary: string, answers: Route["answers"], details?: Details) => Route;

/** What a route asks of who calls it; null for a public one. */
export const permissionOf = ({ isPublic, needs, method }: Route): Permission | null =>
  isPublic ? null : (needs ?? (method === "GET" ? "look" : "operate"));

/** Makes the routes of one group. */
export function group(name: string): Record<"get" | "post" | "patch" | "remove", Add> {
  const of =
    (method: Method): Add =>
    (path, summary, answers, details) => ({ method, path, summary, group: name, answers, ...details });
  return { get: of("GET"), post: of("POST"), patch: of("PATCH"), remove: of("DELETE") };
}
