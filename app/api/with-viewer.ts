import "server-only";
import * as z from "zod";
import { AppError, invariant } from "@/lib/core/errors";
import { findViewer, type Viewer } from "@/lib/workspaces/find-viewer";
import { isAtLeast, type Role } from "@/lib/workspaces/role";
import { assertSameOrigin } from "./same-origin";
import { toProblemResponse } from "./to-problem-response";

type Context = { params: Promise<Record<string, string>> };
type Handler<Params> = (input: { viewer: Viewer; params: Params; request: Request }) => Promise<Response>;
type Options = { role?: Role };

const unauthorized = () =>
  new AppError({
    code: "unauthorized",
    message: "Sign in to go on.",
    status: 401,
    actor: "you",
    fix: "Sign in again.",
  });
const forbidden = (role: Role) =>
  new AppError({
    code: "forbidden",
    message: `This needs the role ${role}.`,
    status: 403,
    actor: "you",
    fix: "Ask an owner of the workspace.",
  });

/**
 * A route handler of a signed-in person: session, same origin for what changes something, role, and every failure as
 * problem+json. Reading needs `viewer`, changing needs `member`, unless the route says otherwise.
 */
export function withViewer<Params extends Record<string, string> = Record<string, never>>(
  handler: Handler<Params>,
  { role }: Options = {},
) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const isChange = request.method !== "GET" && request.method !== "HEAD";
      if (isChange) assertSameOrigin(request);
      const viewer = await findViewer(request.headers);
      if (!viewer) throw unauthorized();
      const needed = role ?? (isChange ? "member" : "viewer");
      if (!isAtLeast(viewer.role, needed)) throw forbidden(needed);
      const response = await handler({ viewer, params: (await context.params) as Params, request });
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
      return response;
    } catch (error) {
      return toProblemResponse(error, request);
    }
  };
}

const maxBodyBytes = 256 * 1024;

/** The JSON body checked against its schema; an empty body reads as `{}`. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await request.text();
  if (text.length > maxBodyBytes)
    throw new AppError({
      code: "too_large",
      message: "The request is too large.",
      status: 413,
      actor: "you",
    });
  let json: unknown;
  try {
    json = text.trim() === "" ? {} : JSON.parse(text);
  } catch (cause) {
    throw new AppError({
      code: "malformed_json",
      message: "The body is not valid JSON.",
      status: 400,
      actor: "you",
      cause,
    });
  }
  return schema.parse(json);
}

/** The query string checked against its schema. */
export const readQuery = <Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> =>
  schema.parse(Object.fromEntries(new URL(request.url).searchParams));

/** A redirect whose headers can still be added to; those of `Response.redirect` cannot. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 302, headers: { location } });

/** An answer that is checked against its schema before it leaves. */
export function answer<Schema extends z.ZodType>(
  schema: Schema,
  body: z.input<Schema>,
  status = 200,
): Response {
  const result = schema.safeParse(body);
  if (!result.success) throw invariant("answer", z.prettifyError(result.error));
  return Response.json(result.data, { status });
}
