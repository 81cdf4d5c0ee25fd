import "server-only";
import * as z from "zod";
import { systemClock } from "@/lib/core/clock";
import { AppError, invariant } from "@/lib/core/errors";
import { type Permission, refusalOf } from "@/lib/domain/permission";
import { bearerOf, findKeyViewer } from "@/lib/workspaces/find-key-viewer";
import { findViewer, type Viewer } from "@/lib/workspaces/find-viewer";
import { readText } from "./read-text";
import { assertSameOrigin } from "./same-origin";
import { toProblemResponse } from "./to-problem-response";

type Context = { params: Promise<Record<string, string>> };
type Handler<Params> = (input: { viewer: Viewer; params: Params; request: Request }) => Promise<Response>;
type Options = { needs?: Permission };

const unauthorized = () =>
  new AppError({
    code: "unauthorized",
    message: "Sign in to go on.",
    status: 401,
    actor: "you",
    fix: "Sign in again.",
  });
const forbidden = (message: string) =>
  new AppError({
    code: "forbidden",
    message,
    status: 403,
    actor: "you",
    fix: "Ask an admin of the workspace.",
  });

/** An API key is sent on purpose; a cookie could be sent by any site's page, so it must come from ours to change something. */
async function whoAsks(request: Request, isChange: boolean): Promise<Viewer> {
  const key = bearerOf(request.headers);
  if (key !== null) return findKeyViewer(key, request.headers, systemClock);
  if (isChange) assertSameOrigin(request);
  const viewer = await findViewer(request.headers);
  if (!viewer) throw unauthorized();
  return viewer;
}

/**
 * A route handler of a signed-in person or an API key: who asks, whether they may, and every failure as problem+json.
 * Reading needs `look`, changing needs `operate`, unless the route says otherwise.
 */
export function withViewer<Params extends Record<string, string> = Record<string, never>>(
  handler: Handler<Params>,
  { needs }: Options = {},
) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const isChange = request.method !== "GET" && request.method !== "HEAD";
      const viewer = await whoAsks(request, isChange);
      const refusal = refusalOf(viewer, needs ?? (isChange ? "operate" : "look"));
      if (refusal) throw forbidden(refusal);
      const response = await handler({ viewer, params: (await context.params) as Params, request });
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
      return response;
    } catch (error) {
      return toProblemResponse(error, request);
    }
  };
}

/** The JSON body checked against its schema; an empty body reads as `{}`. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await readText(request);
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
