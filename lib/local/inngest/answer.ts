import { z } from "zod";
import type { HttpAnswer } from "./post";
import { parseRetryAfterMs } from "./retry";

export const Op = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().optional(),
  displayName: z.string().nullish(),
  opts: z.looseObject({}).nullish(),
  data: z.unknown().optional(),
  error: z.looseObject({ name: z.string().optional(), message: z.string().optional() }).optional(),
});
export type Op = z.infer<typeof Op>;

/** What an answer of the app means for the item that asked. */
export type Answer =
  | { kind: "ops"; ops: Op[]; requestVersion: number; mayRetry: boolean; retryAfterMs: number | null }
  | { kind: "returned"; output: string }
  | {
      kind: "failed";
      error: Record<string, unknown>;
      output: string | null;
      mayRetry: boolean;
      retryAfterMs: number | null;
    };

function unwrapStream(answer: HttpAnswer): HttpAnswer {
  if (answer.status !== 201) return answer;
  const Streamed = z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown(),
  });
  const inner = Streamed.parse(JSON.parse(answer.body));
  const body = typeof inner.body === "string" ? inner.body : JSON.stringify(inner.body);
  return { status: inner.status, headers: { ...answer.headers, ...inner.headers }, body };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's or a crashed app's page: there is nothing to read in it.
    return undefined;
  }
}

/** The error as `onFailure` handlers get it: always with a name and a message. */
export function standardise(raw: unknown, cause: string): Record<string, unknown> {
  const source = isObject(raw) ? raw : {};
  const pick = (key: string) =>
    typeof source[key] === "string" && source[key] !== "" ? { [key]: source[key] } : {};
  const fallback = { error: cause, name: "Error", message: cause };
  return { ...fallback, ...pick("error"), ...pick("name"), ...pick("message"), ...pick("stack") };
}

function readFailure({ status, headers, body }: HttpAnswer, nowMs: number): Answer {
  const mayRetry = headers["x-inngest-no-retry"] !== "true";
  const fromSdk = "x-inngest-sdk" in headers;
  const raw = fromSdk ? parseJson(body) : undefined;
  const cause = mayRetry ? `invalid status code: ${status}` : "NonRetriableError";
  const error = fromSdk || status >= 300 ? standardise(raw, cause) : notSdk;
  const retryAfterMs = parseRetryAfterMs(headers["retry-after"], nowMs);
  return {
    kind: "failed",
    error,
    output: raw === undefined ? null : JSON.stringify(raw),
    mayRetry,
    retryAfterMs,
  };
}

const notSdk = standardise(undefined, "The response did not come from an Inngest SDK");

/** Reads the app's answer; an unreadable one is a failure that may be retried. */
export function readAnswer(raw: HttpAnswer, nowMs: number): Answer {
  try {
    const answer = unwrapStream(raw);
    const { status, headers, body } = answer;
    if (status < 200 || status > 299 || !("x-inngest-sdk" in headers)) return readFailure(answer, nowMs);
    if (status !== 206)
      return { kind: "returned", output: JSON.stringify(parseJson(body) ?? (body === "" ? null : body)) };
    const parsed: unknown = JSON.parse(body);
    const ops = z.array(Op).parse(Array.isArray(parsed) ? parsed : [parsed]);
    const mayRetry = headers["x-inngest-no-retry"] !== "true";
    const retryAfterMs = parseRetryAfterMs(headers["retry-after"], nowMs);
    return {
      kind: "ops",
      ops,
      requestVersion: Number(headers["x-inngest-req-version"] ?? 1),
      mayRetry,
      retryAfterMs,
    };
  } catch {
    const error = standardise(undefined, "The response of the app could not be read");
    return { kind: "failed", error, output: null, mayRetry: true, retryAfterMs: null };
  }
}
