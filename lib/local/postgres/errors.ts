/** Embedded Postgres cannot start, said in a sentence a person can act on. */
export class PostgresError extends Error {
  override name = "PostgresError";
}

const elsewhere = "or set DATABASE_URL to a Postgres of yours";

const causes: [RegExp, string][] = [
  [/No space left on device|Disk quota exceeded/i, `The disk is full: free some space, ${elsewhere}.`],
  [
    /wrong ownership|Permission denied/i,
    `It may not use its folder: set FRESHET_DATA_DIR to another, ${elsewhere}.`,
  ],
  [
    /could not look up effective user ID/i,
    `The user id of this process has no name on this system: ${elsewhere.slice(3)}.`,
  ],
  [
    /incompatible|not compatible with this version/i,
    `Its data is of another version: set FRESHET_DATA_DIR, ${elsewhere}.`,
  ],
  [
    /error while loading shared libraries|symbol lookup|version `GLIBC/i,
    `This system lacks libraries it needs: ${elsewhere.slice(3)}.`,
  ],
];

/** Turns what a Postgres program printed into an error that says what to do. */
export function explain(what: string, output: string): PostgresError {
  const known = causes.find(([pattern]) => pattern.test(output))?.[1];
  const lines = output.trim().split("\n").slice(-6).join("\n");
  return new PostgresError(
    `Embedded Postgres ${what}. ${known ?? `Look at the lines below, ${elsewhere}.`}\n${lines}`,
  );
}

/** A program that exists but cannot be executed: its C library is missing (musl), or the user switch was refused. */
export function explainSpawn(error: NodeJS.ErrnoException): PostgresError {
  const reason =
    error.code === "ENOENT"
      ? "Embedded Postgres needs glibc, which this system (Alpine or another musl Linux) lacks: set DATABASE_URL."
      : `Embedded Postgres cannot be run here (${error.code}): set DATABASE_URL to a Postgres of yours.`;
  return new PostgresError(reason, { cause: error });
}
