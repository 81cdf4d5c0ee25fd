/** Who has to act before the same thing can succeed. */
export type Actor = "you" | "provider" | "us" | "nobody";
export type Retry = "now" | "later" | "never";

export type AppErrorInit = {
  code: string;
  /** One sentence a customer may read: no ids of ours, no vendor text, no secret. */
  message: string;
  status?: number;
  retry?: Retry;
  actor?: Actor;
  fix?: string;
  /** When the same call may be tried again. */
  until?: Date;
  cause?: unknown;
};

/** An expected failure with a stable code, a public sentence and the knowledge whether a retry can help. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retry: Retry;
  readonly actor: Actor;
  readonly fix: string | undefined;
  readonly until: Date | undefined;

  constructor(init: AppErrorInit) {
    super(init.message, { cause: init.cause });
    this.name = "AppError";
    this.code = init.code;
    this.status = init.status ?? 500;
    this.retry = init.retry ?? "never";
    this.actor = init.actor ?? "us";
    this.fix = init.fix;
    this.until = init.until;
  }
}

export const notFound = (what: string) =>
  new AppError({ code: "not_found", message: `${what} was not found.`, status: 404, actor: "you" });

export const invariant = (name: string, detail: string) =>
  new AppError({
    code: `invariant.${name}`,
    message: `An internal check failed: ${detail}.`,
    retry: "never",
  });

/** Any thrown value as an AppError; what is unknown becomes `internal` and keeps its cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError({
    code: "internal",
    message: "Something went wrong on our side. It is logged and will be retried where that is safe.",
    retry: "now",
    cause: error,
  });
}
