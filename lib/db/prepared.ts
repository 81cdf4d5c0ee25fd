import "server-only";
import type postgres from "postgres";

/** Longer statements hold lists of values: no two are alike, and each would stay in the server's memory. */
const longestChars = 4_000;

type Begin = (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>;
type Opens = { begin?: Begin; savepoint?: Begin };

/**
 * The same client, whose `unsafe` prepares statements. drizzle 0.45 sends all through it and prepares only what it has
 * a name for; postgres.js asks the server for the types of an unprepared statement first, so each took two round trips.
 */
export function prepared<Client extends postgres.ISql>(client: Client): Client {
  const { unsafe } = client;
  const opens = client as Opens;
  for (const name of ["begin", "savepoint"] as const) {
    const open = opens[name];
    if (open) opens[name] = (work) => open((tx) => work(prepared(tx)));
  }
  return Object.assign(client, {
    unsafe: ((text, values, options) =>
      unsafe(text, values, { ...options, prepare: text.length <= longestChars })) as typeof unsafe,
  });
}
