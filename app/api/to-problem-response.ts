import * as z from "zod";
import type { Problem } from "@/lib/api/problem";
import { type AppError, toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Not possible now",
  413: "Too large",
  422: "Not valid",
  429: "Too many requests",
  502: "The provider failed",
  503: "Not available",
};

function invalidInput(error: z.ZodError): Problem {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const detail = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
  return { type: "about:blank", title: "Not valid", status: 422, code: "invalid_input", detail, issues };
}

function toProblem(error: AppError): Problem {
  const { status, code, message, fix } = error;
  return {
    type: "about:blank",
    title: titles[status] ?? "Something went wrong",
    status,
    code,
    detail: message,
    ...(fix ? { fix } : {}),
  };
}

/** Any failure as problem+json; what is our fault goes to the log, scrubbed, and not to the reader. */
export function toProblemResponse(thrown: unknown, request: Request): Response {
  const isInvalid = thrown instanceof z.ZodError;
  const error = toAppError(thrown);
  const problem = isInvalid ? invalidInput(thrown) : toProblem(error);
  if (problem.status >= 500)
    log.error({ error: thrown, path: new URL(request.url).pathname }, "a request failed");
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "private, no-store",
  });
  if (error.until)
    headers.set("retry-after", String(Math.max(1, Math.ceil((error.until.getTime() - Date.now()) / 1_000))));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
