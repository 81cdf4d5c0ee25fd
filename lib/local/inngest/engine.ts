import type postgres from "postgres";

export type Db = postgres.ISql;
export type Log = (
  message: string,
  facts?: Record<string, string | number | boolean | null | undefined>,
) => void;

/** What every part of the server shares. Times are milliseconds since 1970. */
export type Engine = {
  sql: postgres.Sql;
  instanceId: string;
  now: () => number;
  wake: () => void;
  backoffMs: (failedAttempt: number) => number;
  log: Log;
};
