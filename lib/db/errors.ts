import { DrizzleQueryError } from "drizzle-orm/errors";
import { AppError } from "@/lib/core/errors";

type PostgresFields = { code?: unknown; constraint_name?: unknown; table_name?: unknown; message?: unknown };

function fieldsOf(error: unknown): PostgresFields {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return typeof source === "object" && source !== null ? source : {};
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

const isUnavailable = (state: string) =>
  /^(08|53|57|58)/.test(state) || /^(CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(state);

const unavailable = (cause: Error) =>
  new AppError({
    code: "database_unavailable",
    message: "The database does not answer. Nothing was lost; try again in a moment.",
    status: 503,
    retry: "now",
    cause,
  });

/**
 * The one door for driver errors. drizzle's carry every bound parameter in message and JSON,
 * so only SQLSTATE, constraint and table go on.
 */
export function toDatabaseError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, constraint_name, table_name } = fieldsOf(error);
  const state = text(code) ?? "unknown";
  if (state === "unknown" && !(error instanceof DrizzleQueryError)) {
    return new AppError({
      code: "internal",
      message: "Something went wrong on our side.",
      retry: "now",
      cause: error,
    });
  }
  const what = [state, text(constraint_name), text(table_name)].filter(Boolean).join(" ");
  const cause = new Error(`postgres ${what}`);
  if (isUnavailable(state)) return unavailable(cause);
  return new AppError({
    code: "database",
    message: "Something went wrong on our side.",
    retry: "now",
    cause,
  });
}

export const deadlineExceeded = () => unavailable(new Error("query deadline exceeded"));
